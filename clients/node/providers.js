// The providers' own libraries against a provider that is not theirs: what they read from an answer, a stream, a call
// of a tool and its result, a refused key, and a stream that fails. Prints a line for each.
const { OpenAI } = require("openai");
const { Anthropic } = require("@anthropic-ai/sdk");
const { GoogleGenAI } = require("@google/genai");
const { Ollama } = require("ollama");
const Replicate = require("replicate");

const root = process.env.SCRIPTED_PROVIDER_URL || "http://127.0.0.1:9000";
const model = "scripted";
const parameters = { type: "object", properties: { city: { type: "string" } } };

const openai = new OpenAI({ baseURL: `${root}/v1`, apiKey: "none", maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: root, apiKey: "none", maxRetries: 0 });
const gemini = new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl: root } });
const ollama = new Ollama({ host: root });
const replicate = new Replicate({ baseUrl: `${root}/v1`, auth: "none", useFileOutput: false });

/** What an error says of itself, without the words for people. */
async function failure(describe, call) {
  try {
    await call();
    return "no error";
  } catch (error) {
    return `${error.constructor.name} ${describe(error)}`;
  }
}

const chat = {
  name: "openai chat",
  ask: (content, more = {}) =>
    openai.chat.completions.create({ model, messages: [{ role: "user", content }], ...more }),
  tools: [{ type: "function", function: { name: "weather", parameters } }],
  async run(print) {
    const answer = await this.ask("Hi");
    const [choice] = answer.choices;
    print("answer", choice.message.content, choice.finish_reason, answer.usage.prompt_tokens, answer.usage.completion_tokens);

    let text = "";
    let last;
    let usage;
    for await (const chunk of await this.ask("Hi", { stream: true, stream_options: { include_usage: true } })) {
      text += chunk.choices[0]?.delta?.content ?? "";
      last = chunk.choices[0]?.finish_reason ?? last;
      usage = chunk.usage ?? usage;
    }
    print("stream", text, last, usage.prompt_tokens, usage.completion_tokens);

    const called = await this.ask("Hi", { tools: this.tools });
    const [call] = called.choices[0].message.tool_calls;
    print("tool", called.choices[0].finish_reason, call.function.name, call.function.arguments);
    const whole = await openai.chat.completions
      .stream({ model, messages: [{ role: "user", content: "Hi" }], tools: this.tools })
      .finalChatCompletion();
    const [streamed] = whole.choices[0].message.tool_calls;
    print("tool stream", whole.choices[0].finish_reason, streamed.function.name, streamed.function.arguments);
    const result = await this.ask("", {
      messages: [
        { role: "user", content: "Hi" },
        called.choices[0].message,
        { role: "tool", tool_call_id: call.id, content: "20 degrees" },
      ],
      tools: this.tools,
    });
    print("result", result.choices[0].message.content);

    const says = (error) => `${error.status} ${error.code}`;
    print("key", await failure(says, () => this.ask("fault:WRONG_KEY")));
    print("rate", await failure(says, () => this.ask("fault:SLOW_DOWN")));
    print("broken stream", await failure((error) => error.code, async () => {
      for await (const chunk of await this.ask("fault:ERROR_IN_THE_STREAM", { stream: true })) void chunk;
    }));
    const ids = [];
    for await (const listed of openai.models.list()) ids.push(listed.id);
    print("models", ids.join());
  },
};

const responses = {
  name: "openai responses",
  ask: (input, more = {}) => openai.responses.create({ model, input, ...more }),
  tools: [{ type: "function", name: "weather", parameters, strict: false }],
  async run(print) {
    const answer = await this.ask("Hi");
    print("answer", answer.output_text, answer.status, answer.usage.input_tokens, answer.usage.output_tokens);

    let text = "";
    let end;
    for await (const event of await this.ask("Hi", { stream: true })) {
      if (event.type === "response.output_text.delta") text += event.delta;
      if (event.type === "response.completed") end = event.response;
    }
    print("stream", text, end.status, end.usage.input_tokens, end.usage.output_tokens);
    const final = await openai.responses.stream({ model, input: "Hi" }).finalResponse();
    print("whole stream", final.output_text);

    const called = await this.ask("Hi", { tools: this.tools });
    const [call] = called.output;
    print("tool", call.type, call.name, call.arguments);
    const streamed = await openai.responses.stream({ model, input: "Hi", tools: this.tools }).finalResponse();
    print("tool stream", streamed.output[0].type, streamed.output[0].name, streamed.output[0].arguments);
    const input = [call, { type: "function_call_output", call_id: call.call_id, output: "20 degrees" }];
    print("result", (await this.ask(input, { tools: this.tools })).output_text);

    print("key", await failure((error) => `${error.status} ${error.code}`, () => this.ask("fault:WRONG_KEY")));
    print("broken stream", await failure((error) => error.code, async () => {
      for await (const event of await this.ask("fault:ERROR_IN_THE_STREAM", { stream: true })) {
        if (event.type === "error") throw Object.assign(new Error(), { code: event.code });
      }
    }));
  },
};

const messages = {
  name: "anthropic",
  body: (content, more = {}) => ({ model, max_tokens: 64, messages: [{ role: "user", content }], ...more }),
  tools: [{ name: "weather", input_schema: parameters }],
  async run(print) {
    const ask = (content, more) => anthropic.messages.create(this.body(content, more));
    const answer = await ask("Hi");
    print("answer", answer.content[0].text, answer.stop_reason, answer.usage.input_tokens, answer.usage.output_tokens);

    const stream = anthropic.messages.stream(this.body("Hi"));
    let text = "";
    stream.on("text", (piece) => (text += piece));
    const final = await stream.finalMessage();
    print("stream", text, final.stop_reason, final.usage.input_tokens, final.usage.output_tokens);
    print("whole stream", final.content.map((block) => block.text).join("|"));

    const called = await ask("Hi", { tools: this.tools });
    const [call] = called.content;
    print("tool", called.stop_reason, call.name, JSON.stringify(call.input));
    const streamed = await anthropic.messages.stream(this.body("Hi", { tools: this.tools })).finalMessage();
    const [whole] = streamed.content;
    print("tool stream", streamed.stop_reason, whole.name, JSON.stringify(whole.input));
    const result = await ask("", {
      messages: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: called.content },
        { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: "20 degrees" }] },
      ],
      tools: this.tools,
    });
    print("result", result.content[0].text);

    const says = (error) => `${error.status} ${error.type}`;
    print("key", await failure(says, () => ask("fault:WRONG_KEY")));
    print("rate", await failure(says, () => ask("fault:SLOW_DOWN")));
    print("overloaded", await failure(says, () => ask("fault:OVERLOADED")));
    print("broken stream", await failure((error) => error.type, async () => {
      for await (const event of await ask("fault:ERROR_IN_THE_STREAM", { stream: true })) void event;
    }));
    const ids = [];
    for await (const listed of anthropic.models.list()) ids.push(listed.id);
    print("models", ids.join());
  },
};

const contents = {
  name: "gemini",
  body: (prompt, config = {}) => ({ model, contents: prompt, config }),
  tools: [{ functionDeclarations: [{ name: "weather", parametersJsonSchema: parameters }] }],
  async run(print) {
    const ask = (prompt, config) => gemini.models.generateContent(this.body(prompt, config));
    const counts = ({ usageMetadata }) => [usageMetadata.promptTokenCount, usageMetadata.candidatesTokenCount];
    const answer = await ask("Hi");
    print("answer", answer.text, answer.candidates[0].finishReason, ...counts(answer));

    let text = "";
    let last;
    for await (const chunk of await gemini.models.generateContentStream(this.body("Hi"))) {
      text += chunk.text ?? "";
      last = chunk;
    }
    print("stream", text, last.candidates[0].finishReason, ...counts(last));

    const called = await ask("Hi", { tools: this.tools });
    const [call] = called.functionCalls;
    print("tool", called.candidates[0].finishReason, call.name, JSON.stringify(call.args));
    for await (const chunk of await gemini.models.generateContentStream(this.body("Hi", { tools: this.tools }))) {
      print("tool stream", chunk.candidates[0].finishReason, chunk.functionCalls[0].name, JSON.stringify(chunk.functionCalls[0].args));
    }
    const conversation = [
      { role: "user", parts: [{ text: "Hi" }] },
      called.candidates[0].content,
      { role: "user", parts: [{ functionResponse: { name: call.name, response: { output: "20 degrees" } } }] },
    ];
    print("result", (await ask(conversation, { tools: this.tools })).text);

    const says = (error) => `${error.status} ${JSON.parse(error.message).error.status}`;
    print("key", await failure(says, () => ask("fault:WRONG_KEY")));
    print("rate", await failure(says, () => ask("fault:SLOW_DOWN")));
    print("broken stream", await failure((error) => error.status, async () => {
      for await (const chunk of await gemini.models.generateContentStream(this.body("fault:ERROR_IN_THE_STREAM"))) void chunk;
    }));
    const names = [];
    for await (const listed of await gemini.models.list()) names.push(listed.name);
    print("models", names.join());
  },
};

const local = {
  name: "ollama",
  tools: [{ type: "function", function: { name: "weather", parameters } }],
  async run(print) {
    const ask = (content, more = {}) => ollama.chat({ model, messages: [{ role: "user", content }], ...more });
    const answer = await ask("Hi");
    print("answer", answer.message.content, answer.done_reason, answer.prompt_eval_count, answer.eval_count);

    let text = "";
    let last;
    for await (const part of await ask("Hi", { stream: true })) {
      text += part.message.content;
      last = part;
    }
    print("stream", text, last.done_reason, last.prompt_eval_count, last.eval_count);

    const called = await ask("Hi", { tools: this.tools });
    const [call] = called.message.tool_calls;
    print("tool", called.done_reason, call.function.name, JSON.stringify(call.function.arguments));
    for await (const part of await ask("Hi", { tools: this.tools, stream: true })) {
      for (const { function: streamed } of part.message.tool_calls ?? []) {
        print("tool stream", part.done, streamed.name, JSON.stringify(streamed.arguments));
      }
    }
    const result = await ask("", {
      messages: [{ role: "user", content: "Hi" }, called.message, { role: "tool", tool_name: "weather", content: "20 degrees" }],
      tools: this.tools,
    });
    print("result", result.message.content);

    print("key", await failure((error) => error.status_code, () => ask("fault:WRONG_KEY")));
    print("broken stream", await failure((error) => error.message, async () => {
      for await (const part of await ask("fault:ERROR_IN_THE_STREAM", { stream: true })) void part;
    }));
    print("models", (await ollama.list()).models.map((listed) => listed.name).join());
    print("version", (await ollama.version()).version);
  },
};

const predictions = {
  name: "replicate",
  model: "scripted/scripted",
  async run(print) {
    const input = { prompt: "Hi" };
    let last;
    const output = await replicate.run(this.model, { input }, (prediction) => (last = prediction));
    print("answer", output.join(""), last.status, last.metrics.input_token_count, last.metrics.output_token_count);
    const polled = await replicate.run(this.model, { input, wait: { mode: "poll", interval: 10 } });
    print("polled", polled.join(""));

    let text = "";
    let end;
    for await (const event of replicate.stream(this.model, { input })) {
      if (event.event === "output") text += event.data;
      end = event.event;
    }
    print("stream", text, end);

    const create = (prompt) => replicate.predictions.create({ model: this.model, input: { prompt } });
    const canceled = await replicate.predictions.cancel((await create("Hi")).id);
    print("cancel", canceled.status);
    print("key", await failure((error) => error.response.status, () => create("fault:WRONG_KEY")));
    print("invalid", await failure((error) => error.response.status, () => create("fault:INVALID")));
    print("account", (await replicate.accounts.current()).username);
  },
};

(async () => {
  for (const provider of [chat, responses, messages, contents, local, predictions]) {
    await provider.run((what, ...said) => console.log(`${provider.name}, ${what}: ${said.join(" / ")}`));
  }
})();
