package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ApiKey;

/** A header of a request. Never logged: it may hold the key. */
public record HttpHeader(String name, String value) {

  /** The usual way to show a key. */
  public static HttpHeader bearer(ApiKey key) {
    return new HttpHeader("Authorization", "Bearer " + key.secret().reveal());
  }

  @Override
  public String toString() {
    return "HttpHeader[" + name + "]";
  }
}
