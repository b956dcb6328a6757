/** Whether a key is meant for what is under the hands already: a field, a menu, a sheet, or the browser. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const at = event.target instanceof Element ? event.target : null;
  return (
    at?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=listbox], [role=menu]') !=
    null
  );
}
