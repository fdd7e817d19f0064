import type { ComponentType } from "preact";
import { lazy } from "./lazy";
import { useEffect, useState } from "preact/hooks";
import { useApi } from "./api";
import { Help } from "./help";
import { Overview } from "./overview/overview";
import { catchLinks, go, useWhere, type Where } from "./router";
import type { About } from "./types";
import { Boundary } from "./ui/boundary";
import { useKeys } from "./ui/keys";
import { Title } from "./ui/parts";
import { Theme } from "./ui/theme";
import { Toast, undoLast } from "./ui/toast";

type Given = { where: Where; about: About | null; id: string };
type View = ComponentType<Given>;

const Event = lazy<Given>(() => import("./event/event").then((m) => m.Event));
const Reports = lazy<Given>(() => import("./report/reports").then((m) => m.Reports));
const Report = lazy<Given>(() => import("./report/report").then((m) => m.Report));
const Review = lazy<Given>(() => import("./review/review").then((m) => m.Review));
const Search = lazy<Given>(() => import("./search").then((m) => m.Search));
const Row = lazy<Given>(() => import("./row").then((m) => m.Row));
const Downloads = lazy<Given>(() => import("./downloads").then((m) => m.Downloads));

const VIEWS: [RegExp, View][] = [
  [/^\/$/, Overview],
  [/^\/events\/([^/]+)$/, Event],
  [/^\/go\/([^/]+)$/, Row],
  [/^\/reports$/, Reports],
  [/^\/reports\/([^/]+)$/, Report],
  [/^\/review(?:\/(unread|decisions))?$/, Review],
  [/^\/search$/, Search],
  [/^\/downloads$/, Downloads],
];

const NAV: [string, string][] = [
  ["/", "Overview"], ["/reports", "Reports"], ["/review", "Review"], ["/downloads", "Downloads"],
];

function Missing() {
  return (
    <main id="main">
      <Title tab="Not here">There is no such page</Title>
      <p>The address leads to no view. <a href="/">To the overview</a>.</p>
    </main>
  );
}

export function App() {
  const where = useWhere();
  const about = useApi<About>("/about");
  const [help, setHelp] = useState(false);
  useEffect(() => {
    addEventListener("click", catchLinks);
    return () => removeEventListener("click", catchLinks);
  }, []);
  useEffect(() => {
    const title = document.querySelector<HTMLElement>("h1");
    if (document.activeElement === document.body || document.activeElement?.matches("a")) title?.focus({ preventScroll: true });
  }, [where.path]);
  useKeys({
    u: () => void undoLast(), // every view can show a decision that it is the way back from
    "?": () => setHelp(true),
    "/": () => document.querySelector<HTMLInputElement>("#search")?.focus(),
    g: () => go("/"),
    r: () => go("/review"),
  });
  const found = VIEWS.map(([pattern, view]) => ({ view, match: pattern.exec(where.path) })).find(({ match }) => match);
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const q = String(new FormData(event.target as HTMLFormElement).get("q") ?? "").trim();
    if (q) go(`/search?q=${encodeURIComponent(q)}`);
  };
  return (
    <>
      <a class="skip" href="#main">To the content</a>
      <header class="top">
        <a class="mark" href="/" aria-label="Twosource, overview">
          <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
            <path d="M5 9h22M5 16h13M5 23h17" />
            <circle cx="25" cy="16" r="3" />
          </svg>
          Twosource
        </a>
        <nav aria-label="Views">
          {NAV.map(([href, name]) => {
            const on = href === "/" ? where.path === "/" || where.path.startsWith("/events") : where.path.startsWith(href);
            return <a href={href} aria-current={on ? "page" : undefined}>{name}</a>;
          })}
        </nav>
        <form class="find" role="search" onSubmit={search}>
          <input id="search" name="q" type="search" aria-label="Search reports, parties and propositions" placeholder="Search ( / )" key={where.query.get("q")} defaultValue={where.path === "/search" ? (where.query.get("q") ?? "") : ""} />
        </form>
        <Theme />
        <button type="button" class="quiet" onClick={() => setHelp(true)} aria-label="How to read this, and shortcuts" title="How to read this, and shortcuts ( ? )">?</button>
      </header>
      <Boundary key={where.path}>
        {found ? <found.view where={where} about={about.data} id={decodeURIComponent(found.match?.[1] ?? "")} /> : <Missing />}
      </Boundary>
      <footer>
        <p>Twosource says who says what. It never says what is true.</p>
        <p class="faint">
          Borders: Natural Earth, public domain; hatched areas are claimed by more than one, and no side is taken. Places: GeoNames, CC BY 4.0.
          {about.data ? ` Version ${about.data.version}.` : ""}
        </p>
      </footer>
      <Toast />
      {help ? <Help close={() => setHelp(false)} /> : null}
    </>
  );
}
