// The map: cells of events from the API, over borders from open data. Nothing comes from outside the server, unless the
// user named a tile server.
import { GeoJSONSource, Map as Atlas, NavigationControl, ScaleControl, setWorkerUrl, type MapMouseEvent } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, get, url, useGeneration, type Problem } from "../api";
import { go, withQuery } from "../router";
import type { MapCells } from "../types";
import { Failed } from "../ui/parts";
import { number, plural } from "../words";
import { loadBorders } from "./borders";
import { features } from "./cells";
import type { Chosen } from "./filters";
import { layers, palette, style } from "./mapstyle";
import { lighterWhileMoved, software } from "./moving";

setWorkerUrl(worker);

const drawable = () => {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
};

interface Props { chosen: Chosen; section: string | null; tiles: string | null }

export function MapView({ chosen, section, tiles }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const [told, setTold] = useState<MapCells | null>(null);
  const [failed, setFailed] = useState<Problem | null>(null);
  const [able] = useState(drawable);
  const at = useGeneration();
  const asked = JSON.stringify([chosen, at]);
  const latest = useRef(chosen);
  latest.current = chosen;

  useEffect(() => {
    if (!able) return;
    const map = new Atlas({
      container: box.current!, style: style(tiles), center: [25, 35], zoom: 1.2, minZoom: 0.5, maxZoom: 14,
      attributionControl: tiles ? { compact: true } : false, dragRotate: false, pitchWithRotate: false, fadeDuration: 0,
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new ScaleControl({}), "bottom-left");
    atlas.current = map;
    const repaint = () => layers(map, palette());
    map.on("load", () => {
      repaint();
      map.getCanvas().setAttribute("aria-label", "Map of the events; the list beside it has the same ones");
      void Promise.all([loadBorders(map), fill(map, true)]).then(() => {
        performance.mark("twosource-map");
        box.current?.setAttribute("data-drawn", "");
      });
    });
    const resized = software(map.getCanvas()) ? lighterWhileMoved(map) : () => false;
    map.on("moveend", (event) => void ("fitted" in event || resized() ? null : fill(map, false)));
    map.on("click", "cells", (event: MapMouseEvent & { features?: { properties: Record<string, unknown> }[] }) => open(map, event));
    for (const [what, cursor] of [["mouseenter", "pointer"], ["mouseleave", ""]] as const)
      map.on(what, "cells", () => void (map.getCanvas().style.cursor = cursor));
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", repaint);
    addEventListener("themechange", repaint);
    return () => {
      dark.removeEventListener("change", repaint);
      removeEventListener("themechange", repaint);
      map.remove();
      atlas.current = null;
    };
  }, [able, tiles]);

  useEffect(() => {
    const map = atlas.current;
    if (map?.isStyleLoaded()) void fill(map, true);
  }, [asked]);

  async function fill(map: Atlas, fit: boolean) {
    const source = map.getSource("cells");
    if (!(source instanceof GeoJSONSource)) return;
    let cells: MapCells;
    try {
      cells = await get<MapCells>(url("/map", { ...latest.current, ...(fit ? {} : seen(map)) }));
    } catch (error) {
      return setFailed(asProblem(error));
    }
    setFailed(null);
    if (atlas.current !== map) return;
    await source.setData(features(cells));
    setTold((old) => (fit || !old ? cells : { ...cells, placeless: old.placeless, total: old.total }));
    if (!fit || !cells.items.length) return;
    fitTo(map, cells);
    await fill(map, false);
  }

  function open(map: Atlas, event: MapMouseEvent & { features?: { properties: Record<string, unknown> }[] }) {
    const cell = event.features?.[0]?.properties;
    if (!cell) return;
    if (typeof cell["event"] === "string" && cell["event"]) go(`/events/${cell["event"]}`);
    else map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
  }

  const only = () => {
    const map = atlas.current;
    if (!map) return;
    go(withQuery({ bbox: section ? null : String(seen(map)["bbox"]) }));
  };
  if (!able) return <p class="map faint">This browser can’t draw the map (it has no WebGL). The list has the same events.</p>;
  return (
    <div class="mapframe">
      <div ref={box} class="map" />
      {failed ? <Failed error={failed} /> : null}
      <p class="told">
        <button type="button" aria-pressed={section !== null} onClick={only}>{section ? "Listed: only as chosen on the map" : "List only what the map shows"}</button>
        {told ? <span class="faint">{told.placeless ? `${number(told.placeless)} of ${plural(told.total, "event")} without a known place` : null}</span> : null}
      </p>
    </div>
  );
}

/** The section of the world that the map shows, as the API takes it. */
function seen(map: Atlas): Record<string, string> {
  const b = map.getBounds();
  if (b.getEast() - b.getWest() >= 360) return {};
  const lon = (x: number) => ((((x + 180) % 360) + 360) % 360 - 180).toFixed(4);
  const lat = (y: number) => Math.min(Math.max(y, -90), 90).toFixed(4);
  return { bbox: [lon(b.getWest()), lat(b.getSouth()), lon(b.getEast()), lat(b.getNorth())].join(",") };
}

function fitTo(map: Atlas, cells: MapCells) {
  // a country's middle is no place to look at, unless there is nothing finer
  const fine = cells.items.filter((c) => (c.precision ?? 0) < 6);
  const shown = fine.length ? fine : cells.items;
  const lons = shown.map((c) => c.lon);
  const lats = shown.map((c) => c.lat);
  const bounds: [number, number, number, number] = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  map.fitBounds(bounds, { padding: 48, maxZoom: 7, animate: false }, { fitted: true });
}
