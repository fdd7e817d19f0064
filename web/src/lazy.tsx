import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A view whose code is fetched when it is first opened. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [View, set] = useState<ComponentType<P> | null>(() => loaded);
    useEffect(() => {
      if (!loaded)
        void load().then((view) => {
          loaded = view;
          set(() => view);
        });
    }, []);
    return View ? <View {...props} /> : <main id="main" aria-busy="true" />;
  };
}
