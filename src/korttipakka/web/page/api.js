// Calls of the server.

// An error has the status that was answered, 0 where nothing was, and the problems that were told.
const failure = (status, problems = []) => Object.assign(new Error(`${status}`), { status, problems });

async function asked(address, options) {
  const answer = await fetch(address, options).catch(() => { throw failure(0); });
  if (answer.ok) return answer;
  throw failure(answer.status, answer.status === 422 ? (await answer.json()).problems : []);
}

const at = (call, values = {}) => `/api/${call}?${new URLSearchParams(values)}`;
const get = async (call, values) => (await asked(at(call, values))).json();

// Send a file as it is, anything else as JSON.
export async function post(call, values, data) {
  const isFile = data instanceof Blob;
  const answer = await asked(at(call, values), {
    method: "POST", headers: { "Content-Type": isFile ? "application/octet-stream" : "application/json" },
    body: isFile ? data : JSON.stringify(data),
  });
  return answer.json();
}

export const api = {
  deck: (variant) => get("deck", { variant }),
  card: (variant, id) => get("card", { variant, id }),
  sizes: (variant) => get("sizes", { variant }),
  fonts: () => get("fonts"),
  pdf: (variant) => asked(at("pdf", { variant })),
  settings: (variant, set, unset, seen) => post("settings", { variant }, { set, unset, seen }),
  layout: (variant, file, force) => post("layout", { variant }, { file, force }),
  events: (variant) => new EventSource(at("events", { variant })),
};
