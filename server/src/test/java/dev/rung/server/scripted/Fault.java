package dev.rung.server.scripted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A way in which a provider fails one request. None of them says anything of the key or the
 * account, and none is the request's own fault.
 */
public enum Fault {
  INTERNAL_ERROR(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(500, JSON, dialect.error("server_error", "it broke"));
    }
  },
  UNAVAILABLE(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(503, JSON, "");
    }
  },
  SLOW_DOWN(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(
          429, Map.of("retry-after-ms", "20"), dialect.error("rate_limit_error", "slow down"));
    }
  },
  GATEWAY_PAGE(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(502, HTML, PAGE);
    }
  },
  PAGE_UNDER_OK(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(200, HTML, PAGE);
    }
  },
  ERROR_UNDER_OK(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(200, JSON, dialect.error("overloaded_error", "try later"));
    }
  },
  EMPTY_OBJECT(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(200, JSON, "{}");
    }
  },
  MALFORMED_JSON(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.respond(200, JSON, "{\"id\":\"x\",\"choices\":[{\"index\":");
    }
  },
  INVALID_UTF_8(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      byte[] body = "{\"choices\":\"?\"}".getBytes(StandardCharsets.ISO_8859_1);
      body[12] = (byte) 0xFF;
      exchange.respond(200, JSON, body, 0, body.length);
    }
  },
  SHORT_BODY(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      byte[] body = dialect.unary(pieces).getBytes(StandardCharsets.UTF_8);
      exchange.begin(200, JSON, body, 0, body.length, body.length / 2);
      exchange.cut();
    }
  },
  NO_ANSWER(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.cut();
    }
  },
  RESET(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      exchange.reset();
    }
  },
  HANG(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws InterruptedException {
      exchange.hang();
    }
  },
  HANG_BEHIND_THE_HEAD(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces)
        throws IOException, InterruptedException {
      dialect.start(exchange);
      exchange.hang();
    }
  },
  CUT_IN_THE_STREAM(true) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      dialect.begin(exchange, pieces);
      exchange.cut();
    }
  },
  END_WITHOUT_A_WORD(true) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      dialect.begin(exchange, pieces);
      exchange.finish();
    }
  },
  STALL_IN_THE_STREAM(true) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces)
        throws IOException, InterruptedException {
      dialect.begin(exchange, pieces);
      exchange.hang();
    }
  },
  NONSENSE_IN_THE_STREAM(true) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      dialect.begin(exchange, pieces);
      exchange.write(dialect.event("{\"choices\":[{"));
      exchange.finish();
    }
  },
  ERROR_IN_THE_STREAM(true) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces) throws IOException {
      dialect.begin(exchange, pieces);
      exchange.write(dialect.event(dialect.error("server_error", "it broke")));
      exchange.finish();
    }
  };

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body></body></html>";

  private final boolean inStream;

  Fault(boolean inStream) {
    this.inStream = inStream;
  }

  /** Whether it can only happen to an answer that is streamed. */
  public boolean inStream() {
    return inStream;
  }

  /**
   * Fails like this.
   *
   * @param pieces of the answer; a fault in a stream comes behind them
   */
  public Reply of(Dialect dialect, String... pieces) {
    return exchange -> fail(exchange, dialect, pieces);
  }

  abstract void fail(Exchange exchange, Dialect dialect, String... pieces)
      throws IOException, InterruptedException;
}
