package dev.rung.server.provider.remote.wire;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** A request that knows whether it is on its way. Sent by one thread. */
final class SentRequest extends HttpUriRequestBase {
  private static final long serialVersionUID = 1L;

  private boolean sent;

  SentRequest(HttpCall call) {
    super(call.method().name(), call.uri());
  }

  /** Whether a connection stood, and anything of it may have been sent there. */
  boolean isSent() {
    return sent;
  }

  /** The client's last step but the sending itself: connection, tunnel and TLS stand. */
  static ClassicHttpResponse noted(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    if (scope.originalRequest instanceof SentRequest ours) {
      ours.sent = true;
    }
    return chain.proceed(request, scope);
  }
}
