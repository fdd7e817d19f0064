// Choosing words by selecting them in a text field, so that mouse, touch and keyboard all select as everywhere. It takes
// no input, but isn't `readonly`: browsers then show no caret, and the keyboard has nothing to start from.
import { useRef, useState } from "preact/hooks";
import type { Span } from "../types";
import { CodePoints, pointsBefore, type Role } from "../text";
import { ROLES } from "../ui/marked";
import { Said } from "../ui/parts";

export type Picked = Record<Role, Span | null>;

interface Props {
  /** The text to choose from, and the code point of the report at which it begins. */
  text: string; from: number; picked: Picked; pick: (picked: Picked) => void;
}

export function WordsField({ text, from, picked, pick }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [hint, setHint] = useState("");
  const points = new CodePoints(text);
  const take = (role: Role) => {
    const { selectionStart, selectionEnd } = field.current!;
    let [start, end] = [selectionStart, selectionEnd];
    while (start < end && /\s/.test(text[start]!)) start += 1;
    while (end > start && /\s/.test(text[end - 1]!)) end -= 1;
    if (start === end) return setHint("Select words first: with the mouse, or Shift and the arrow keys.");
    setHint("");
    pick({ ...picked, [role]: { start: from + pointsBefore(text, start), end: from + pointsBefore(text, end) } });
  };
  const key = (event: KeyboardEvent) => {
    const role = event.altKey || event.ctrlKey || event.metaKey ? null : { "1": "source", "2": "cue", "3": "content" }[event.key];
    if (!role) return;
    event.preventDefault();
    take(role as Role);
  };
  const shown = (span: Span | null) => (span ? points.slice(span.start - from, span.end - from) : null);
  return (
    <fieldset class="wordsfield">
      <legend>The words</legend>
      <textarea ref={field} aria-readonly="true" onBeforeInput={(e) => e.preventDefault()} onDrop={(e) => e.preventDefault()} dir="auto" value={text} rows={Math.min(12, Math.max(3, Math.ceil(text.length / 70)))} onKeyDown={key} aria-label="Text to select words from. Shift and arrows select; 1 takes the selection as who says it, 2 as how it is said, 3 as what is said." />
      <p class="faint">Select words, then say what they are (keys <kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd>).</p>
      <dl>
        {ROLES.map(([role, what], i) => (
          <div>
            <dt><button type="button" onClick={() => take(role)}><kbd>{i + 1}</kbd> <mark class={`m-${role}`}>{what}</mark></button></dt>
            <dd>{shown(picked[role]) ? <Said class="claim">{shown(picked[role])!}</Said> : <span class="faint">not chosen</span>}</dd>
          </div>
        ))}
      </dl>
      <p role="alert" class="bad">{hint}</p>
    </fieldset>
  );
}
