// A map that is drawn without a GPU: while a person moves it, it is drawn at half its resolution and without the lines
// between provinces, so that it follows the hand. Once it rests all is back.
import type { Map as Atlas, MapEventType } from "maplibre-gl";

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL is computed by the processor; a browser that doesn't say counts as having a GPU. */
export function software(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext("webgl2");
  const told = gl?.getExtension("WEBGL_debug_renderer_info");
  return gl !== null && SOFTWARE.test(String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
}

/** Draws less while the map is moved by hand; gives what says whether a move is none but a change of resolution. */
export function lighterWhileMoved(map: Atlas): () => boolean {
  const full = map.getPixelRatio();
  let [light, changing] = [false, false];
  function draw(less: boolean) {
    light = less;
    changing = true;
    // to the library a new resolution is a move of its own, for which it would let go of what the hand holds
    const stop = map.stop;
    map.stop = () => map;
    map.setPixelRatio(less ? full / 2 : full);
    map.stop = stop;
    changing = false;
    if (map.getLayer("regions")) map.setPaintProperty("regions", "line-opacity", less ? 0 : 1);
    map.getContainer().dataset["light"] = String(less);
  }
  map.on("movestart", (event: MapEventType["movestart"]) => {
    // without an event of the user's it is a jump, which draws one frame only
    if (!light && !changing && "originalEvent" in event && event.originalEvent) draw(true);
  });
  map.on("moveend", () => {
    if (light && !changing) draw(false);
  });
  return () => changing;
}
