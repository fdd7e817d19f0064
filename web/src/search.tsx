import { url, useList } from "./api";
import { go, withQuery, type Where } from "./router";
import { found } from "./text";
import type { Hit } from "./types";
import { More, Said, Shown, Title } from "./ui/parts";

const KINDS: [string, string][] = [["", "all"], ["proposition", "things said"], ["report", "reports"], ["party", "parties"]];

function link(hit: Hit): string {
  if (hit.kind === "report") return `/reports/${hit.id}`;
  if (hit.kind === "party") return url("/", { party: hit.id });
  return `/go/${hit.id}`;
}

export function Search({ where }: { where: Where }) {
  const q = where.query.get("q") ?? "";
  const kind = where.query.get("kind") ?? "";
  const of = useList<Hit>(q ? url("/search", { q, kind, story: where.query.get("story"), limit: 50 }) : null);
  return (
    <main id="main" class="searchpage">
      <header class="intro"><Title tab={`Search: ${q}`}>{q ? <>Found for “<Said>{q}</Said>”</> : "Search"}</Title></header>
      <div class="tabs" role="group" aria-label="Kind">
        {KINDS.map(([value, name]) => <button type="button" aria-pressed={kind === value} onClick={() => go(withQuery({ kind: value }))}>{name}</button>)}
      </div>
      {q ? (
        <Shown of={of}>
          {(hits) => hits.length ? (
            <>
              <ol class="hits">
                {hits.map((hit) => (
                  <li>
                    <p class="faint">{hit.kind === "proposition" ? "said" : hit.kind}{hit.story ? <> · <Said>{hit.story}</Said></> : null}</p>
                    <h2><a href={link(hit)}><Said>{hit.title}</Said></a></h2>
                    <p class="words" dir="auto">{found(hit.snippet).map((part) => (part.hit ? <mark class="hit">{part.text}</mark> : <span>{part.text}</span>))}</p>
                  </li>
                ))}
              </ol>
              <More more={of.more} shown={hits.length} />
            </>
          ) : <p class="empty">Nothing holds all these words.</p>}
        </Shown>
      ) : <p class="faint">Words, a name, or the beginning of one, in any script.</p>}
    </main>
  );
}
