import { build, type Plugin } from 'vite';

/**
 * Builds one more page whose script and styles stand in it, so that it can be kept as a file and opened without a server.
 * Opened from ours it says so: our pages run no script that stands in them.
 * @param entry its script, from the root
 * @param fileName what it is called in the build
 */
export function oneFile(entry: string, fileName: string, title: string): Plugin {
  return {
    name: 'one-file',
    apply: 'build',
    async generateBundle() {
      const built = await build({
        configFile: false,
        root: 'web',
        logLevel: 'error',
        build: {
          write: false,
          sourcemap: false,
          modulePreload: false,
          cssCodeSplit: false,
          assetsInlineLimit: Number.MAX_SAFE_INTEGER,
          rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
        },
      });
      const outputs = Array.isArray(built) ? built : [built];
      const files = outputs.flatMap((one) => ('output' in one ? one.output : []));
      const script = files.flatMap((file) => (file.type === 'chunk' ? file.code : [])).join('\n');
      const styles = files
        .flatMap((file) =>
          file.type === 'asset' && file.fileName.endsWith('.css') ? String(file.source) : [],
        )
        .join('\n');
      this.emitFile({ type: 'asset', fileName, source: pageOf(title, styles, script) });
    },
  };
}

/** A script ends where `</script` stands in it, wherever that is: so it mustn't. */
const pageOf = (title: string, styles: string, script: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'" />
    <title>${title}</title>
    <style>${styles.replaceAll('</style', '<\\/style')}</style>
  </head>
  <body>
    <div id="root">Save this page as a file, and open the file.</div>
    <script>${script.replaceAll('</script', '<\\/script')}</script>
  </body>
</html>
`;
