// OpenAI's own library against Rung: one answer, a stream, a tool call, an error, the models, a stream that is left.
// Prints a line for each. Needs a daemon with a model that takes its time over "Never stop."
const { OpenAI, NotFoundError } = require("openai");

const address = process.env.RUNG_SERVER_HTTP_ADDRESS || "127.0.0.1:8080";
const openai = new OpenAI({ baseURL: `http://${address}/v1`, apiKey: "none" });

/** A request that a model answers: templates are off. */
const request = (content, more = {}) => ({
  model: "auto",
  messages: [{ role: "user", content }],
  rung: { templates: false },
  ...more,
});

async function unary() {
  const { data, response } = await openai.chat.completions
    .create({ model: "auto", messages: [{ role: "user", content: "What is 12.5 * 3?" }] })
    .withResponse();
  console.log("unary:", data.choices[0].message.content, "tier", response.headers.get("x-rung-tier"));
}

async function stream() {
  let text = "";
  let usage;
  let cost;
  const events = await openai.chat.completions.create(
    request("Count to three.", { stream: true, stream_options: { include_usage: true } }),
  );
  for await (const event of events) {
    text += event.choices[0]?.delta?.content ?? "";
    usage = event.usage ?? usage;
    cost = event.rung?.cost_nanos ?? cost;
  }
  console.log("stream:", text, usage.completion_tokens, cost);
}

async function tools() {
  const weather = {
    type: "function",
    function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
  };
  const first = await openai.chat.completions.create(request("Call a tool.", { tools: [weather] }));
  const { message, finish_reason } = first.choices[0];
  const [call] = message.tool_calls;
  console.log("tool call:", finish_reason, call.function.name, JSON.parse(call.function.arguments).city);

  const second = await openai.chat.completions.create({
    ...request(""),
    tools: [weather],
    messages: [
      { role: "user", content: "How warm is it?" },
      message,
      { role: "tool", tool_call_id: call.id, content: "20 degrees" },
    ],
  });
  console.log("tool result:", second.choices[0].message.content);
}

async function error() {
  try {
    await openai.chat.completions.create(request("hello", { model: "counting-modl" }));
  } catch (error) {
    console.log("error:", error instanceof NotFoundError, error.code, error.error.rung.nearest[0]);
  }
}

async function models() {
  const ids = [];
  for await (const model of openai.models.list()) ids.push(model.id);
  console.log("models:", ids.join(" "), (await openai.models.retrieve("counting-model")).owned_by);
}

async function leave() {
  const events = await openai.chat.completions.create(request("Never stop.", { stream: true }));
  for await (const event of events) {
    if (event.choices[0]?.delta?.content) break; // The daemon hangs up on the model at once.
  }
  console.log("leave: done");
}

(async () => {
  await unary();
  await stream();
  await tools();
  await error();
  await models();
  await leave();
})();
