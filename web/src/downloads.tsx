import { useState } from "preact/hooks";
import { download, Problem, url, useApi } from "./api";
import type { Where } from "./router";
import type { ExportForm, Page, StoryRow } from "./types";
import { Said, Shown, Title } from "./ui/parts";
import { tell } from "./ui/toast";

const WHAT: Record<string, string> = {
  "ledger-json": "everything, for programs", csv: "a row a position, for a spreadsheet", geojson: "the events with a place, for a map",
  "digest-md": "what is new, claimed, confirmed, denied and unknown since a day, as text", "digest-html": "the same as a page to print or send",
};

export function Downloads({ where }: { where: Where }) {
  const forms = useApi<Page<ExportForm>>("/exports");
  const stories = useApi<Page<StoryRow>>(url("/stories", { limit: 200 }));
  const [chosen, setStory] = useState(where.query.get("story") ?? "");
  const [since, setSince] = useState("");
  const story = chosen || (stories.data?.items.length === 1 ? stories.data.items[0]!.story : "");
  const fetchOne = async (form: ExportForm) => {
    const path = url(`/exports/${form.format}`, { story, since: form.format.startsWith("digest") ? since : null });
    try {
      await download(path, `${story || "ledger"}${form.format.startsWith("digest") ? "-digest" : ""}.${form.extension}`);
    } catch (error) {
      tell(error instanceof Problem ? error.message : String(error), true);
    }
  };
  return (
    <main id="main" class="downloads">
      <header class="intro"><Title tab="Downloads">Downloads</Title><p class="faint">The ledger to take along. Each line keeps who says it, and its sources.</p></header>
      <div class="menus">
        <label class="menu"><span>Story</span><select value={story} onChange={(e) => setStory((e.target as HTMLSelectElement).value)}><option value="">all</option>{(stories.data?.items ?? []).map((s) => <option value={s.story}>{s.story}</option>)}</select></label>
        <label class="menu"><span>Digest since</span><input type="date" value={since} onInput={(e) => setSince((e.target as HTMLInputElement).value)} /></label>
      </div>
      <Shown of={forms}>
        {({ items }) => (
          <ul class="forms">
            {items.map((form) => (
              <li>
                <button type="button" class="main" onClick={() => void fetchOne(form)}>{form.label}</button>
                <span class="faint">.{form.extension} · <Said>{WHAT[form.format] ?? form.media_type}</Said></span>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </main>
  );
}
