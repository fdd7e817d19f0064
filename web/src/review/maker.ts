// Whose decisions these are: asked once, kept in this browser, sent with every decision.
const KEY = "twosource.maker";

export const maker = () => localStorage.getItem(KEY) ?? "";
export const setMaker = (name: string) => localStorage.setItem(KEY, name.trim());
export const goodMaker = (name: string) => name.trim().length > 0 && name.trim().length <= 100 && !name.includes("/");
