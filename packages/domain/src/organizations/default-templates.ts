/** A mail's wording as it is shipped, in Liquid. HTML; the plain part is made from it. */
type DefaultTemplate = { subject: string; body: string; attachFiles: boolean };

const SIGN = `<p style="color:#646c7c">{{ organization.name }} &middot; {{ ticket.queue }}</p>`;
const STAFF_FOOT = `<p style="color:#646c7c">Ticket <a href="{{ ticket.url }}">#{{ ticket.number }}</a> &middot; {{ ticket.queue }} &middot; {{ ticket.status }} &middot; owner {{ ticket.owner }} &middot; requestors {{ ticket.requestors | join: ", " }}</p>`;

/** Wording of a new organisation, under RT's template names. `content` is what was written, as safe HTML. */
export const DEFAULT_TEMPLATES = {
  Blank: { subject: "", body: "", attachFiles: false },
  Autoreply: {
    subject: "AutoReply: {{ ticket.subject }}",
    attachFiles: false,
    body: `<p>Hello{% if requestor.name != "" %} {{ requestor.name }}{% endif %},</p>
<p>we received your message and opened request <strong>#{{ ticket.number }}</strong>: {{ ticket.subject }}</p>
<p>There is no need to write again. When you answer to this mail, or keep <strong>[{{ tag }} #{{ ticket.number }}]</strong> in the subject, your answer is added to the request.</p>
<p>You wrote:</p>
<blockquote>{{ content }}</blockquote>
${SIGN}`,
  },
  Transaction: {
    subject: "",
    attachFiles: false,
    body: `<p>{{ entry.summary }}</p>
{% if content != "" %}<blockquote>{{ content }}</blockquote>{% endif %}
${STAFF_FOOT}`,
  },
  "Admin Correspondence": {
    subject: "",
    attachFiles: true,
    body: `{{ content }}
${STAFF_FOOT}`,
  },
  Correspondence: { subject: "", attachFiles: true, body: "{{ content }}" },
  "Admin Comment": {
    subject: "[Comment] {{ ticket.subject }}",
    attachFiles: true,
    body: `<p><strong>INTERNAL COMMENT &ndash; not sent to requestors</strong></p>
<p>{{ actor.name }} commented:</p>
{{ content }}
${STAFF_FOOT}`,
  },
  Forward: { subject: "Fwd: {{ ticket.subject }}", attachFiles: true, body: "{{ content }}" },
  "Forward Ticket": { subject: "Fwd: {{ ticket.subject }}", attachFiles: true, body: "{{ content }}" },
  Resolved: {
    subject: "Resolved: {{ ticket.subject }}",
    attachFiles: false,
    body: `<p>Your request <strong>#{{ ticket.number }}</strong>, {{ ticket.subject }}, has been resolved.</p>
<p>If something is still open, just answer to this mail: the request opens again.</p>
${SIGN}`,
  },
  "Status Change": {
    subject: "Status Changed to: {{ ticket.status }}",
    attachFiles: false,
    body: `<p>{{ entry.summary }}</p>
${STAFF_FOOT}`,
  },
} as const satisfies Record<string, DefaultTemplate>;

export type DefaultTemplateName = keyof typeof DEFAULT_TEMPLATES;
