package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** What a broken connection means. The words are our own: the library's may hold anything. */
final class IoFailure {
  private static final String NO_CONNECTION = "could not be reached: no connection";

  private IoFailure() {}

  /**
   * @param sent whether the request, or a part of it, had been sent
   */
  static ProviderException of(IOException e, String provider, boolean sent) {
    return switch (e) {
      case ConnectionRequestTimeoutException _ ->
          failure(FailureKind.OVERLOADED, provider, "has no free connection");
      case ConnectTimeoutException _ -> unreachable(provider, "could not be reached in time");
      case Lookups.LateException _ -> unreachable(provider, "could not be reached in time");
      case Lookups.NoThreadException _ ->
          unreachable(provider, "could not be looked up: this machine gives no thread");
      case UnknownHostException _ -> unreachable(provider, "has an unknown host name");
      case ConnectException _, NoRouteToHostException _ -> unreachable(provider, NO_CONNECTION);
      case SSLException _ -> failure(FailureKind.UNAVAILABLE, provider, "failed to agree on TLS");
      case NoHttpResponseException _ ->
          failure(FailureKind.UNAVAILABLE, provider, "closed the connection without a response");
      case TruncatedChunkException _ -> lost(provider);
      case MalformedChunkCodingException _, MessageConstraintException _ -> notHttp(provider);
      case ClientProtocolException other when other.getCause() instanceof ProtocolException ->
          notHttp(provider);
      default -> sent ? lost(provider) : unreachable(provider, NO_CONNECTION);
    };
  }

  static ProviderException closed(String provider) {
    return failure(FailureKind.UNAVAILABLE, provider, "is no longer configured");
  }

  private static ProviderException lost(String provider) {
    return ProviderException.lost(provider + " lost the connection");
  }

  private static ProviderException notHttp(String provider) {
    return failure(FailureKind.BAD_RESPONSE, provider, "did not answer in HTTP");
  }

  private static ProviderException unreachable(String provider, String text) {
    return ProviderException.unreachable(provider + " " + text);
  }

  private static ProviderException failure(FailureKind kind, String provider, String text) {
    return ProviderException.of(kind, provider + " " + text);
  }
}
