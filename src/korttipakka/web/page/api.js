// Calls of the server.

async function asked(address, options) {
  const answer = await fetch(address, options);
  if (answer.ok) return answer;
  const problems = answer.status === 422 ? (await answer.json()).problems : [];
  throw Object.assign(new Error(`${answer.status}`), { status: answer.status, problems });
}

const query = (values) => new URLSearchParams(values).toString();
const post = (call, variant, data) => asked(`/api/${call}?${query({ variant })}`, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data),
}).then((answer) => answer.json());

export const api = {
  deck: (variant) => asked(`/api/deck?${query({ variant })}`).then((answer) => answer.json()),
  card: (variant, id) => asked(`/api/card?${query({ variant, id })}`).then((answer) => answer.json()),
  sizes: (variant) => asked(`/api/sizes?${query({ variant })}`).then((answer) => answer.json()),
  fonts: () => asked("/api/fonts").then((answer) => answer.json()),
  pdf: (variant) => asked(`/api/pdf?${query({ variant })}`),
  settings: (variant, set, unset) => post("settings", variant, { set, unset }),
  layout: (variant, file, force) => post("layout", variant, { file, force }),
  events: (variant) => new EventSource(`/api/events?${query({ variant })}`),
};
