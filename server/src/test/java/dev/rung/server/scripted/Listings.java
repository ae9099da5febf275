package dev.rung.server.scripted;

/** What a provider says of its models and accounts, in every dialect. */
final class Listings {
  private static final String MODEL = "scripted";

  private Listings() {}

  /** What this path asks for, such as "/v1/models"; status 404 for a path that no provider has. */
  static Reply of(String path) {
    return switch (path.replaceFirst("\\?.*", "")) {
      case "/v1/models" ->
          Replies.respond(
              200,
              "{\"object\":\"list\",\"data\":[{\"id\":\"scripted\",\"object\":\"model\",\"type\":\"model\","
                  + "\"display_name\":\"scripted\",\"created\":1767225600,"
                  + "\"created_at\":\"2026-01-01T00:00:00Z\",\"owned_by\":\"scripted\"}],"
                  + "\"has_more\":false,\"first_id\":\"scripted\",\"last_id\":\"scripted\"}");
      case "/v1beta/models" ->
          Replies.respond(
              200,
              "{\"models\":[{\"name\":\"models/scripted\",\"displayName\":\"scripted\","
                  + "\"supportedGenerationMethods\":[\"generateContent\"]}]}");
      case "/api/tags" -> Replies.ollamaTags(MODEL);
      case "/api/version" -> Replies.respond(200, "{\"version\":\"0.0.0\"}");
      case "/v1/models/scripted/scripted" ->
          Replies.respond(
              200,
              "{\"owner\":\"scripted\",\"name\":\"scripted\",\"latest_version\":{\"id\":\"1\","
                  + "\"openapi_schema\":{\"components\":{\"schemas\":{\"Input\":{\"properties\":{"
                  + "\"prompt\":{},\"system_prompt\":{},\"max_tokens\":{},\"temperature\":{},"
                  + "\"top_p\":{},\"seed\":{},\"stop_sequences\":{}}}}}}}}");
      case "/v1/account" -> Replies.respond(200, "{\"type\":\"user\",\"username\":\"scripted\"}");
      default -> Replies.respond(404, OpenAiWire.error("not_found", "not_found", "no such path"));
    };
  }
}
