package dev.rung.server.provider.remote.wire;

/** A header of a request. Never logged: it may hold the key. */
public record HttpHeader(String name, String value) {

  @Override
  public String toString() {
    return "HttpHeader[" + name + "]";
  }
}
