// How the map looks: colours come from the page's own (style/base.css), so that light and dark hold here too.
import type { ExpressionSpecification, Map as Atlas, StyleSpecification } from "maplibre-gl";

export type Palette = Record<string, string>;

const KEYS = ["corroborated", "across", "disputed", "claimed", "denied", "unverified", "retracted", "none"];

/** The page's colours as they are now, light or dark. */
export function palette(): Palette {
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const out: Palette = {};
  for (const name of ["water", "land", "border", "region", "ink", "paper", "faint", "hatch", ...KEYS.map((k) => `s-${k}`)]) out[name] = colour(name);
  probe.remove();
  return out;
}

const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };

// points nearer to the line than this (pixels) show nothing; lines are 2 pixels wide at most, so little lies beyond a tile
const lines = { ...empty, tolerance: 0.6, buffer: 16 };

export function style(tiles: string | null): StyleSpecification {
  return {
    version: 8,
    transition: { duration: 0, delay: 0 },
    sources: {
      ...(tiles ? { tiles: { type: "raster" as const, tiles: [tiles], tileSize: 256 } } : {}),
      countries: lines, disputed: lines, borders: lines, regions: lines, labels: empty, names: empty, cells: { ...empty, maxzoom: 14 },
    },
    layers: tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : [],
  };
}

/** Hatching for disputed areas, drawn here since the page brings no pictures. */
function hatch(colour: string): ImageData {
  const size = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d")!;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}

/** Draws all layers in these colours, in place of those there were. */
export function layers(map: Atlas, p: Palette): void {
  const tiled = map.getSource("tiles") !== undefined;
  for (const layer of map.getStyle().layers) if (layer.id !== "tiles") map.removeLayer(layer.id);
  if (map.hasImage("hatch")) map.removeImage("hatch");
  map.addImage("hatch", hatch(p["hatch"]!), { pixelRatio: 2 });
  const colour: ExpressionSpecification = ["match", ["get", "key"], ...KEYS.flatMap((k) => [k, p[`s-${k}`]!]), p["s-none"]!] as unknown as ExpressionSpecification;
  const font = ["IBM Plex Sans Variable", "sans-serif"];
  if (!tiled) {
    map.addLayer({ id: "water", type: "background", paint: { "background-color": p["water"]! } });
    map.addLayer({ id: "land", type: "fill", source: "countries", paint: { "fill-color": p["land"]!, "fill-antialias": false } });
    map.addLayer({ id: "disputed-land", type: "fill", source: "disputed", paint: { "fill-color": p["land"]! } });
  }
  map.addLayer({ id: "disputed", type: "fill", source: "disputed", paint: { "fill-pattern": "hatch" } });
  map.addLayer({ id: "regions", type: "line", source: "regions", minzoom: 3.2, paint: { "line-color": p["region"]!, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 8, 1] } });
  map.addLayer({ id: "borders", type: "line", source: "borders", paint: { "line-color": p["border"]!, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 8, 1.8] } });
  map.addLayer({ id: "disputed-line", type: "line", source: "disputed", paint: { "line-color": p["border"]!, "line-width": 1, "line-dasharray": [3, 2] } });
  const text = (id: string, source: string, field: string, size: ExpressionSpecification | number, zoom: [number, number], ink: string) =>
    map.addLayer({
      id, type: "symbol", source, minzoom: zoom[0], maxzoom: zoom[1],
      layout: { "text-field": ["get", field], "text-font": font, "text-size": size, "text-max-width": 8, "text-letter-spacing": id.startsWith("country") ? 0.06 : 0 },
      paint: { "text-color": ink, "text-halo-color": p["land"]!, "text-halo-width": 1.2 },
    });
  for (const [id, from, size] of [["country-names", 1.4, 60], ["country-names-2", 2.8, 8], ["country-names-3", 4.2, 0]] as const) {
    text(id, "names", "name", 12, [from, 7], p["faint"]!);
    map.setFilter(id, [">=", ["get", "size"], size]);
  }
  text("region-names", "labels", "name", 11, [5, 24], p["faint"]!);
  map.addLayer({
    id: "reach", type: "circle", source: "cells", filter: [">", ["get", "reach"], 0],
    paint: {
      "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "reach"], 14, ["*", ["get", "reach"], 16384]],
      "circle-color": colour, "circle-opacity": ["case", ["get", "vague"], 0.03, 0.12], "circle-stroke-color": colour, "circle-stroke-width": 1,
      "circle-stroke-opacity": ["case", ["get", "vague"], 0.25, 0.5],
    },
  });
  map.addLayer({
    id: "cells", type: "circle", source: "cells",
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 5, 1.4, 8, 10, 14, 100, 26],
      "circle-color": colour, "circle-opacity": 0.85, "circle-stroke-color": p["paper"]!, "circle-stroke-width": 1.2,
    },
  });
  map.addLayer({
    id: "numbers", type: "symbol", source: "cells", filter: [">", ["get", "events"], 1],
    layout: { "text-field": ["to-string", ["get", "events"]], "text-font": font, "text-size": 11, "text-allow-overlap": false },
    paint: { "text-color": p["paper"]! },
  });
  map.addLayer({
    id: "names", type: "symbol", source: "cells", filter: ["all", ["==", ["get", "events"], 1], ["!=", ["get", "label"], ""]], minzoom: 5,
    layout: { "text-field": ["get", "label"], "text-font": font, "text-size": 11, "text-offset": [0, 1.1], "text-anchor": "top", "text-max-width": 12, "text-optional": true },
    paint: { "text-color": p["ink"]!, "text-halo-color": p["land"]!, "text-halo-width": 1.4 },
  });
}
