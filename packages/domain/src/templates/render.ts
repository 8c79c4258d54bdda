import { htmlToText, sanitizeHtml } from "@deskhand/mail";
import { Liquid } from "liquidjs";

/** What a template may name. `content` is safe HTML; everything else is escaped where it is put out. */
export type TemplateVariables = {
  organization: { name: string };
  ticket: {
    number: number;
    subject: string;
    status: string;
    queue: string;
    priority: number;
    owner: string;
    requestors: string[];
    url: string;
  };
  requestor: { name: string; address: string };
  actor: { name: string };
  entry: { type: string; summary: string };
  tag: string;
  content: string;
};

/** A template as it is stored. */
export type TemplateSource = { subject: string; body: string; format: "text" | "html" };
export type Rendered = { subject: string; text: string; html: string | null };

// Tenants write templates: no files, no prototypes, and bounded time and memory.
const LIMITS = { ownPropertyOnly: true, templates: {}, parseLimit: 200_000, renderLimit: 200, memoryLimit: 20_000_000 };
const htmlEngine = new Liquid({ ...LIMITS, outputEscape: "escape" });
const textEngine = new Liquid(LIMITS);

/**
 * Renders a mail's wording. The subject becomes one line, empty where the template has none; HTML is sanitised and its
 * plain part made from it.
 * @throws an error of the Liquid engine naming the line at fault
 */
export function renderTemplate(template: TemplateSource, variables: TemplateVariables): Rendered {
  const subject = fill(textEngine, template.subject, variables).replaceAll(/\s+/g, " ").trim();
  if (template.format === "text") {
    const text = fill(textEngine, template.body, { ...variables, content: htmlToText(variables.content) });
    return { subject, text, html: null };
  }
  const html = sanitizeHtml(fill(htmlEngine, template.body.replaceAll(RAW_CONTENT, "{{ content | raw }}"), variables));
  return { subject, text: htmlToText(html), html };
}

function fill(engine: Liquid, source: string, variables: TemplateVariables): string {
  return String(engine.parseAndRenderSync(source, variables));
}

/** The one variable that is HTML already. */
const RAW_CONTENT = /\{\{-?\s*content\s*-?\}\}/g;
