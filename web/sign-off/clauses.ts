/** A text by its clauses: each ends with a semicolon at the end of a line. What is left over is the last. */
export function clausesOf(text: string): readonly string[] {
  return text
    .split(/(?<=;)[ \t]*\n/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}
