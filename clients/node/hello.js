const path = require("path");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const contract = path.join(__dirname, "../../proto/src/main/proto");
const options = { includeDirs: [contract], enums: String };
const definition = loader.loadSync("rung/v1/router.proto", options);
const { Router } = grpc.loadPackageDefinition(definition).rung.v1;

const address = process.env.RUNG_SERVER_GRPC_ADDRESS || "127.0.0.1:50051";
const router = new Router(address, grpc.credentials.createInsecure());
const deadline = () => ({ deadline: Date.now() + 30_000 });

router.Generate({ prompt: "What is 12.5 * 3?" }, deadline(), (error, answer) => {
  console.log(error ? error.message : `${answer.text} ${answer.tier}`);

  const stream = router.GenerateStream({ prompt: "hello" }, deadline());
  stream.on("data", (chunk) => process.stdout.write(chunk.delta || ""));
  stream.on("error", (error) => console.error(error.message));
  stream.on("end", () => console.log());
});
