import { defineConfig } from "vite";

// The page goes straight into the package; hatch_build.py calls this where it is missing or old.
export default defineConfig({
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../src/twosource/faces/web",
    emptyOutDir: true,
    // no data: addresses, so that the Content-Security-Policy needs none
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
