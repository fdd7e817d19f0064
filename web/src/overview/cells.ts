import type { FeatureCollection } from "geojson";
import type { MapCells, Status } from "../types";
import { STATUS } from "../words";

const METRES_PER_PIXEL = 156_543.03392; // at the equator, at zoom 0, tiles of 256 pixels; MapLibre's are of 512
const top = (standings: Record<string, number>) =>
  (Object.entries(standings).sort((a, b) => b[1] - a[1])[0]?.[0] ?? "") as Status | "";

/** The cells as points: how many, the commonest standing, and how far a lone event's place reaches (pixels at zoom 0). */
export function features(cells: MapCells): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: cells.items.map((cell) => {
      const status = top(cell.standings);
      const metres = (METRES_PER_PIXEL / 2) * Math.max(Math.cos((cell.lat * Math.PI) / 180), 0.05);
      return {
        type: "Feature",
        geometry: { type: "Point", coordinates: [cell.lon, cell.lat] },
        properties: {
          event: cell.event ?? "", label: cell.label ?? "", events: cell.events, key: status ? STATUS[status].key : "none",
          vague: (cell.precision ?? 0) >= 5, reach: cell.radius_km ? (cell.radius_km * 1000) / metres : 0,
        },
      };
    }),
  };
}
