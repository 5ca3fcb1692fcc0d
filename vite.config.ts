// Builds the pages into dist/renderer: the desk (index.html), the patient panel, the compact phone and the trainer's desk in
// windows of their own (panel.html, compact.html, trainer.html) and, when it exists, the phone engine (phone.html).
// `--mode gallery` builds the development page with every component instead; it never ships.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const page = (name: string): string => resolve(here, 'renderer', name);

/**
 * React Aria carries its own few words in 34 languages. The desk speaks English until a catalogue says otherwise, so
 * the other 33 are left out: a third of the first download.
 */
function onlyEnglish(): Plugin {
  return {
    name: 'careline-only-english',
    enforce: 'pre',
    load(id) {
      const found = /\/intl\/.*\/([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id);
      return found && found[1] !== 'en-US' ? 'export default {};' : null;
    },
  };
}

export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery';
  const shipped = ['index.html', 'panel.html', 'compact.html', 'trainer.html', 'phone.html'];
  const pages = gallery ? ['gallery.html'] : shipped;
  return {
    root: resolve(here, 'renderer'),
    base: './',
    plugins: [onlyEnglish(), react()],
    build: {
      outDir: resolve(here, gallery ? 'dist/gallery' : 'dist/renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      // Nothing inline: the page's content security policy allows neither inline scripts nor data: fonts.
      assetsInlineLimit: 0,
      // The budget is 300 kB of gzip for the first JavaScript; the bench measures it.
      chunkSizeWarningLimit: 1200,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: pages.map(page).filter((file) => existsSync(file)),
        // The look is imported by one name. What of it the first screen has no use for (columns, palette, menus, lists) comes
        // with the page that has: none of its files does anything by being loaded.
        treeshake: { moduleSideEffects: (id) => !/\/renderer\/ui\/[^/]+\.tsx?$/.test(id) },
      },
    },
  };
});
