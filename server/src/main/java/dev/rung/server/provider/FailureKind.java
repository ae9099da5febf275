package dev.rung.server.provider;

/** Why a provider failed; what happens next is decided by this. */
public enum FailureKind {
  /** No answer, no first token or no next token in time. */
  TIMEOUT,
  /** Too many requests or tokens; waiting helps. */
  RATE_LIMITED,
  /** Credit, quota or spend limit of the account is used up; waiting briefly does not help. */
  QUOTA_EXHAUSTED,
  /** The provider has no room now. */
  OVERLOADED,
  /** Not reached, connection lost, or an error of the provider's own. */
  UNAVAILABLE,
  /** An answer that is not one: malformed, cut off, empty, too large, an HTML page. */
  BAD_RESPONSE,
  /** The key is missing, wrong or not allowed this. */
  AUTH,
  /** The prompt does not fit the model's window. */
  CONTEXT_TOO_LONG,
  /** Refused for its content. */
  CONTENT_FILTERED,
  /** The provider does not accept the request; another one might. */
  INVALID_REQUEST
}
