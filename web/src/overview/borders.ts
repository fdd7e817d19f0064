// Countries, first-level divisions and disputed areas: public/borders.json, made by web/borders/make.mjs.
import { GeoJSONSource, type Map as Atlas } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";

let loaded: Promise<Topology<Record<string, GeometryObject>>> | null = null;
const read = () => (loaded ??= fetch("/borders.json").then((response) => response.json()));

/** Fills the map's sources one after the other, so that the page stays usable meanwhile. */
export async function loadBorders(map: Atlas): Promise<void> {
  const world = await read();
  for (const name of ["countries", "disputed", "borders", "names", "regions", "labels"]) {
    const source = map.getSource(name);
    const object = world.objects[name];
    if (!(source instanceof GeoJSONSource) || !object) continue;
    await source.setData(feature(world, object as GeometryCollection));
    await new Promise((go) => setTimeout(go, 0));
  }
}
