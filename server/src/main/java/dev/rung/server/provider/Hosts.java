package dev.rung.server.provider;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** How far away a base URL is, found out without asking a name server. */
public final class Hosts {
  private static final String LOOPBACK = "127.0.0.1";

  /** A name for this machine, and addresses that only servers listen on. */
  private static final Set<String> HERE = Set.of("localhost", "0.0.0.0", "[::]");

  private Hosts() {}

  /** The same URL with a literal loopback address where it names this machine. */
  public static URI literal(URI url) {
    if (!HERE.contains(host(url))) {
      return url;
    }
    String host = host(url).equals("[::]") ? "[::1]" : LOOPBACK;
    try {
      return new URI(url.getScheme(), null, host, url.getPort(), url.getPath(), null, null);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Names are remote, whatever they stand for; only literal addresses can be loopback. */
  public static Reach reach(URI url) {
    return isHere(host(url)) ? Reach.LOOPBACK : Reach.REMOTE;
  }

  /** Whether a host, in lower case, is a literal loopback address or stands for one. */
  static boolean isHere(String host) {
    if (HERE.contains(host)) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException isName) {
      return false;
    }
  }

  /** In lower case, IPv6 in brackets; empty where there is none. */
  public static String host(URI url) {
    String host = url.getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }
}
