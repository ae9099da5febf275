package dev.rung.server.scripted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A way in which a provider fails one request. */
public enum Fault {
  INTERNAL_ERROR(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces)
        throws IOException, InterruptedException {
      dialect.error(Complaint.BROKEN).answer(exchange);
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
          429,
          Map.of("Content-Type", "application/json", "retry-after-ms", "20"),
          dialect.body(Complaint.SLOW_DOWN));
    }
  },
  OVERLOADED(false) {
    @Override
    void fail(Exchange exchange, Dialect dialect, String... pieces)
        throws IOException, InterruptedException {
      dialect.error(Complaint.OVERLOADED).answer(exchange);
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
      exchange.respond(200, JSON, dialect.body(Complaint.OVERLOADED));
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
      exchange.write(dialect.event(Complaint.BROKEN));
      exchange.finish();
    }
  },
  WRONG_KEY(Complaint.WRONG_KEY),
  NO_CREDIT(Complaint.NO_CREDIT),
  INVALID(Complaint.INVALID);

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body></body></html>";

  private final boolean inStream;
  private final Optional<Complaint> refusal;

  Fault(boolean inStream) {
    this.inStream = inStream;
    this.refusal = Optional.empty();
  }

  Fault(Complaint refusal) {
    this.inStream = false;
    this.refusal = Optional.of(refusal);
  }

  /** Whether it says something of the key, of the account or of the request itself. */
  public boolean isRefusal() {
    return refusal.isPresent();
  }

  /** The one of this name, if there is one. */
  static Optional<Fault> named(String name) {
    return Arrays.stream(values()).filter(fault -> fault.name().equals(name)).findFirst();
  }

  /** All that pass: no key, account or request is to blame. */
  public static Set<Fault> passing() {
    return EnumSet.range(INTERNAL_ERROR, ERROR_IN_THE_STREAM);
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

  void fail(Exchange exchange, Dialect dialect, String... pieces)
      throws IOException, InterruptedException {
    dialect.error(refusal.orElseThrow()).answer(exchange);
  }
}
