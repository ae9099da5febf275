package dev.rung.server.scripted;

/**
 * What an error says, in no dialect yet; each dialect has a status and a type of its own for it.
 */
public enum Complaint {
  BROKEN(500, "server_error", "INTERNAL", "it broke"),
  OVERLOADED(503, "overloaded_error", "UNAVAILABLE", "try later"),
  SLOW_DOWN(429, "rate_limit_error", "RESOURCE_EXHAUSTED", "slow down"),
  WRONG_KEY(401, "authentication_error", "INVALID_ARGUMENT", "no such key"),
  NO_CREDIT(402, "billing_error", "FAILED_PRECONDITION", "no credit is left"),
  INVALID(400, "invalid_request_error", "INVALID_ARGUMENT", "this cannot be asked");

  private final int status;
  private final String type;
  private final String name;
  private final String message;

  Complaint(int status, String type, String name, String message) {
    this.status = status;
    this.type = type;
    this.name = name;
    this.message = message;
  }

  /** The HTTP status that most providers give it. */
  public int status() {
    return status;
  }

  /** As OpenAI and Anthropic write types. */
  String type() {
    return type;
  }

  /** As Google names it. */
  String googleName() {
    return name;
  }

  /** For people. */
  public String message() {
    return message;
  }
}
