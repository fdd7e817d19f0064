// Which words two nearly equal stretches share: the longest common subsequence of their words.

export interface Part { text: string; same: boolean }

const MOST = 600; // words a side; beyond it the whole is shown as shared, as the server found it

export function differing(left: string, right: string): { left: Part[]; right: Part[] } {
  const whole = (text: string): Part[] => [{ text, same: true }];
  if (left === right) return { left: whole(left), right: whole(right) };
  const a = left.match(/\s*\S+/g) ?? [];
  const b = right.match(/\s*\S+/g) ?? [];
  if (a.length > MOST || b.length > MOST) return { left: whole(left), right: whole(right) };
  const key = (word: string) => word.trim().toLowerCase();
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i]![j] = key(a[i]!) === key(b[j]!) ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  const [one, two]: [Part[], Part[]] = [[], []];
  const put = (parts: Part[], text: string, same: boolean) => {
    const last = parts[parts.length - 1];
    if (last && last.same === same) last.text += text;
    else parts.push({ text, same });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && key(a[i]!) === key(b[j]!)) {
      put(one, a[i++]!, true);
      put(two, b[j++]!, true);
    } else if (j >= b.length || (i < a.length && table[i + 1]![j]! >= table[i]![j + 1]!)) put(one, a[i++]!, false);
    else put(two, b[j++]!, false);
  }
  return { left: one, right: two };
}
