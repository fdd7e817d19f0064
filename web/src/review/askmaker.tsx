import { useState } from "preact/hooks";
import { Dialog } from "../ui/dialog";
import { goodMaker, maker, setMaker } from "./maker";

export function AskMaker({ done, close }: { done: () => void; close: () => void }) {
  const [name, setName] = useState(maker());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!goodMaker(name)) return;
    setMaker(name);
    done();
  };
  return (
    <Dialog title="Who decides?" close={close}>
      <form onSubmit={submit} class="form">
        <label>Your name <input value={name} onInput={(e) => setName((e.target as HTMLInputElement).value)} required maxLength={100} pattern="[^\/]+" autocomplete="name" autofocus /></label>
        <p class="faint">It is kept with each of your decisions and seen in their history. This browser remembers it.</p>
        <p class="actions"><button type="submit" class="main">Go on</button></p>
      </form>
    </Dialog>
  );
}
