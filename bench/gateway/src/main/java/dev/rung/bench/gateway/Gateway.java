package dev.rung.bench.gateway;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Spring Cloud Gateway with one route, to the provider that is mocked, and nothing else set: what
 * it does by itself.
 */
@SpringBootApplication
public class Gateway {
  /** Arguments: the port to listen on, the port of the mock provider. */
  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(Gateway.class);
    String route = "spring.cloud.gateway.server.webflux.routes[0].";
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", arguments[0],
            "logging.level.root", "warn",
            route + "id", "provider",
            route + "uri", "http://127.0.0.1:" + arguments[1],
            route + "predicates[0]", "Path=/v1/**"));
    application.run();
  }
}
