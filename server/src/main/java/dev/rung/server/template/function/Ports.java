package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which port a service uses by default, and which service a port belongs to. */
final class Ports {
  /**
   * A service and its default ports.
   *
   * @param shown the ports as an answer names them
   */
  record Service(String name, List<String> ports, String shown, List<String> names) {}

  /** Read when the first port is asked for. */
  private static final class Table {
    private static final List<Service> SERVICES =
        FactTable.read("ports.txt", 4).stream()
            .map(row ->
                new Service(
                    row.get(0),
                    List.of(row.get(1).split(", ", -1)),
                    row.get(2),
                    List.of(row.get(3).split(", ", -1))))
            .toList();
  }

  private Ports() {}

  /** Of the group "service". */
  static Optional<String> ofService(Arguments arguments) {
    return named(arguments.get("service"))
        .map(service -> service.name() + ": port " + service.shown() + " by default.");
  }

  /** Of the group "port". */
  static Optional<String> serviceOf(Arguments arguments) {
    String port = arguments.get("port");
    List<String> services = at(port);
    return services.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Port " + port + " is the default of " + String.join(" and ", services) + ".");
  }

  /** The service that goes by this name, in any case. */
  static Optional<Service> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Table.SERVICES.stream().filter(service -> service.names().contains(lower)).findFirst();
  }

  /** The names of the services at this port. */
  static List<String> at(String port) {
    return Table.SERVICES.stream()
        .filter(service -> service.ports().contains(port))
        .map(Service::name)
        .toList();
  }
}
