import { useState } from "preact/hooks";

const KEY = "twosource.theme";
const NEXT: Record<string, string> = { auto: "light", light: "dark", dark: "auto" };
const SIGN: Record<string, string> = { auto: "◐", light: "☀", dark: "☾" };

export const stored = () => localStorage.getItem(KEY) ?? "auto";

export function apply(theme: string): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  dispatchEvent(new Event("themechange"));
}

/** Light, dark, or as the system has it. */
export function Theme() {
  const [theme, set] = useState(stored);
  const turn = () => {
    const next = NEXT[theme] ?? "auto";
    localStorage.setItem(KEY, next);
    apply(next);
    set(next);
  };
  return (
    <button type="button" class="quiet" onClick={turn} aria-label={`Colours: ${theme}. Change`} title={`Colours: ${theme}`}>
      <span aria-hidden="true">{SIGN[theme]}</span>
    </button>
  );
}
