package dev.rung.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a process sent something, as strace saw it: every address that was given to connect,
 * sendto, sendmsg or sendmmsg. Datagrams count like connections, so a look-up of a name shows as
 * well.
 */
final class NetworkTrace {
  /** strace with the calls that this reads. {@code -yy} is left out: it would resolve names. */
  static List<String> tracer(Path file) {
    return List.of(
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=connect,sendto,sendmsg,sendmmsg",
        "-e",
        "signal=none",
        "-o",
        file.toString());
  }

  private static final Pattern SENDING = Pattern.compile("\\b(connect|sendto|sendmsg|sendmmsg)\\(");
  private static final Pattern FAMILY = Pattern.compile("sa_family=(AF_\\w+)");
  private static final Pattern ADDRESS =
      Pattern.compile("inet_addr\\(\"([^\"]+)\"\\)|inet_pton\\(AF_INET6, \"([^\"]+)\"");
  private static final Pattern PORT = Pattern.compile("sin6?_port=htons\\((\\d+)\\)");

  /**
   * A use of an address.
   *
   * @param call the system call
   * @param family such as "AF_INET6"
   * @param host as strace writes it; empty where the family has none
   * @param port 0 where the family has none
   * @param line as strace wrote it
   */
  record Use(String call, String family, String host, int port, String line) {

    /** Whether it stays on this machine; what is unknown does not. */
    boolean stays() {
      return switch (family) {
        case "AF_UNIX", "AF_NETLINK", "AF_UNSPEC" -> true;
        case "AF_INET", "AF_INET6" ->
            host.startsWith("127.") || host.startsWith("::ffff:127.") || host.equals("::1");
        default -> false;
      };
    }
  }

  private NetworkTrace() {}

  static List<Use> read(Path file) throws IOException {
    List<Use> uses = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      uses.addAll(uses(line));
    }
    return uses;
  }

  /** The addresses in one line: none in the second half of a call that strace split in two. */
  static List<Use> uses(String line) {
    Matcher sending = SENDING.matcher(line);
    List<Use> uses = new ArrayList<>();
    if (!sending.find()) {
      return uses;
    }
    Matcher family = FAMILY.matcher(line);
    while (family.find()) {
      String address = line.substring(family.start(), end(line, family.end()));
      uses.add(use(sending.group(1), family.group(1), address, line));
    }
    return uses;
  }

  private static int end(String line, int from) {
    int brace = line.indexOf('}', from);
    return brace < 0 ? line.length() : brace;
  }

  private static Use use(String call, String family, String address, String line) {
    Matcher host = ADDRESS.matcher(address);
    Matcher port = PORT.matcher(address);
    String name = "";
    if (host.find()) {
      name = host.group(1) == null ? host.group(2) : host.group(1);
    }
    return new Use(call, family, name, port.find() ? Integer.parseInt(port.group(1)) : 0, line);
  }
}
