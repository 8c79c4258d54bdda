// Reads `{"file": path, "kind": "mail" | "text-body" | "html-body"}` a line, answers what is in that file a line.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { htmlToText } from "./html/html-to-text.ts";
import { inspectBody, inspectMessage, type Inspection } from "./inspect.ts";
import { decodeBytes } from "./parse/charset.ts";

const ABOUT = { envelopeFrom: null, instanceId: "inspect", ownDomains: [] };

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}

async function answer(question: unknown): Promise<Inspection> {
  if (typeof question !== "object" || question === null) return { error: "A line must hold a JSON object" };
  if (!("file" in question) || typeof question.file !== "string") return { error: "A line must name a file" };
  const raw = await readFile(question.file);
  const kind = "kind" in question ? question.kind : "mail";
  if (kind === "mail") return inspectMessage(raw, ABOUT);
  const { text } = decodeBytes(raw, null);
  if (kind === "html-body") return inspectBody({ text: htmlToText(text), html: text });
  return inspectBody({ text, html: null });
}
