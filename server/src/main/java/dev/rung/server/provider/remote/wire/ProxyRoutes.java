package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Proxies.Login;
import dev.rung.server.provider.Proxies.Proxy;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Sends requests through proxies. Safe for several threads. */
final class ProxyRoutes extends DefaultRoutePlanner {
  private static final String HTTPS = "https";

  private final Proxies proxies;

  ProxyRoutes(Proxies proxies) {
    super(DefaultSchemePortResolver.INSTANCE);
    this.proxies = proxies;
  }

  /** Logins, each for its proxy alone. */
  static CredentialsProvider logins(Proxies proxies) {
    BasicCredentialsProvider logins = new BasicCredentialsProvider();
    Stream.of(proxies.forHttp(), proxies.forHttps())
        .flatMap(Optional::stream)
        .forEach(proxy -> proxy.login().ifPresent(login -> add(logins, proxy, login)));
    return logins;
  }

  private static void add(BasicCredentialsProvider logins, Proxy proxy, Login login) {
    logins.setCredentials(
        new AuthScope(proxy.host(), proxy.port()),
        new UsernamePasswordCredentials(login.user(), login.password().toCharArray()));
  }

  @Override
  protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
    boolean https = HTTPS.equalsIgnoreCase(target.getSchemeName());
    String host = target.getHostName().toLowerCase(Locale.ROOT);
    int port = DefaultSchemePortResolver.INSTANCE.resolve(target);
    return proxies
        .to(https, host, port)
        .map(proxy -> new HttpHost(proxy.host(), proxy.port()))
        .orElse(null);
  }
}
