// Every way of calling Rung: one answer, a stream, a deadline, a cancelled stream, an error, a batch,
// and feedback.
// Prints a line for each. Needs a daemon with a model that takes its time over "Never stop."
const path = require("path");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const options = {
  includeDirs: [path.join(__dirname, "../../proto/src/main/proto"), path.join(__dirname, "../proto")],
  keepCase: true,
  defaults: true,
  oneofs: true,
  enums: String,
  longs: Number,
};
const load = (file) => grpc.loadPackageDefinition(loader.loadSync(file, options));
const { Router } = load("rung/v1/router.proto").rung.v1;
const errors = load("google_rpc.proto").google.rpc;

const address = process.env.RUNG_SERVER_GRPC_ADDRESS || "127.0.0.1:50051";
const router = new Router(address, grpc.credentials.createInsecure());
const within = (millis) => ({ deadline: Date.now() + millis });

/** A request that a model answers: templates are off. */
const request = (prompt, limits = {}) => ({ prompt, templates: "OFF", ...limits });

/** A unary call as a promise. */
const generate = (message, millis) =>
  new Promise((resolve, reject) =>
    router.Generate(message, within(millis), (error, answer) => (error ? reject(error) : resolve(answer))),
  );

async function unary() {
  const answer = await generate({ prompt: "What is 12.5 * 3?" }, 30_000);
  console.log("unary:", answer.text, answer.tier, answer.decision.reason);
}

async function stream() {
  let text = "";
  let final;
  for await (const chunk of router.GenerateStream(request("Count to three."), within(30_000))) {
    if (chunk.kind === "delta") text += chunk.delta;
    if (chunk.kind === "final") final = chunk.final;
  }
  console.log("stream:", text, final.model, final.usage.output_tokens, final.cost_nanos);
}

async function deadline() {
  const began = Date.now();
  try {
    await generate(request("Never stop."), 500);
  } catch (error) {
    console.log("deadline:", grpc.status[error.code], Date.now() - began > 10_000 ? "late" : "in time");
  }
}

async function cancel() {
  const call = router.GenerateStream(request("Never stop."), within(30_000));
  let first;
  try {
    for await (const chunk of call) {
      first = first || chunk.delta;
      call.cancel(); // The daemon hangs up on the model at once: nobody pays for text nobody reads.
    }
  } catch (error) {
    console.log("cancel:", grpc.status[error.code], "after", first);
  }
}

async function error() {
  try {
    await generate(request("hello", { temperature: 9 }), 30_000);
  } catch (error) {
    console.log("error:", grpc.status[error.code], ...details(error));
  }
}

/** Many requests in one call; returns the id of an answer. */
async function batch() {
  const items = [
    { id: "sum", request: { prompt: "What is 12.5 * 3?" } },
    { id: "count", request: request("Count to three.", { max_tokens: 20 }) },
    { id: "wrong", request: request("hello", { temperature: 9 }) },
  ];
  const results = {};
  for await (const result of router.GenerateBatch({ items, max_cost_usd: 0.01 }, within(30_000))) {
    results[result.id] = result;
  }
  const answer = results.count.response;
  console.log("batch:", results.sum.response.text, answer.text, results.wrong.error.reason);
  return answer.id;
}

async function feedback(id) {
  const say = () =>
    new Promise((resolve, reject) =>
      router.Feedback({ id, thumbs_up: true, comment: "right" }, within(30_000), (error, said) =>
        error ? reject(error) : resolve(said),
      ),
    );
  const first = await say();
  const again = await say();
  console.log("feedback:", first.model, first.cost_nanos, again.repeated ? "again" : "once more");
}

/** What to change, from the structured part of an error. */
function details(error) {
  const [status] = error.metadata.get("grpc-status-details-bin");
  return decode(errors.Status, status).details.flatMap(({ type_url, value }) => {
    const type = type_url.split(".").pop();
    if (type === "ErrorInfo") return decode(errors.ErrorInfo, value).reason;
    if (type === "BadRequest") return decode(errors.BadRequest, value).field_violations.map((v) => v.field);
    if (type === "RetryInfo") return `again in ${decode(errors.RetryInfo, value).retry_delay.seconds} s`;
    return [];
  });
}

function decode(type, bytes) {
  return type.deserialize(bytes);
}

(async () => {
  await unary();
  await stream();
  await deadline();
  await cancel();
  await error();
  await feedback(await batch());
  router.close();
})();
