package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest extends SettingsCase {
  @Test
  void hasDefaults() {
    ServerSettings server = ServerSettings.DEFAULT;

    assertThat(server.grpcAddress()).hasToString("127.0.0.1:50051");
    assertThat(server.adminAddress()).hasToString("127.0.0.1:50052");
    assertThat(server.httpAddress()).contains(new Address("127.0.0.1", 8080));
    assertThat(server.http())
        .isEqualTo(
            new HttpConnections(
                1_024, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(15)));
    assertThat(server.maxMessageBytes()).isEqualTo(16_777_216);
    assertThat(server.maxMetadataBytes()).isEqualTo(16_384);
    assertThat(server.maxTextBytes()).isEqualTo(8_388_608);
    assertThat(server.maxCallsPerConnection()).isEqualTo(1024);
    assertThat(server.maxRequestsInFlight()).isEqualTo(4096);
    assertThat(server.defaultDeadline()).isEqualTo(Duration.ofMinutes(2));
    assertThat(server.drainTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(server.batch()).isEqualTo(new BatchTable(8, 10_000, 64, Duration.ofHours(1)));
    assertThat(server.keepalive())
        .isEqualTo(
            new KeepaliveSettings(
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                Duration.ofMinutes(30)));
  }

  @Test
  void mapsEveryKey() throws ConfigException {
    ServerSettings server =
        loading
            .toml(
                """
                [server]
                grpc_address = "[::1]:0"
                admin_address = "localhost:7000"
                http_address = "localhost:7001"
                max_message_bytes = 2048
                max_metadata_bytes = 4096
                max_text_bytes = 1024
                max_calls_per_connection = 7
                max_requests_in_flight = 8
                default_deadline = "500ms"
                drain_timeout = "0s"
                batch_parallel = 3
                batch_max_items = 4
                batch_calls = 5
                batch_deadline = "6m"
                permit_keepalive_time = "1m"
                keepalive_time = "2h"
                keepalive_timeout = "3s"
                max_connection_idle = "4d"
                max_http_connections = 9
                http_patience = "5s"
                http_idle = "6s"
                http_keepalive = "7s"
                max_grpc_connections = 10
                handshake_timeout = "7s"
                max_resets_per_second = 11
                max_connections_per_address = 12
                max_wrong_keys_per_minute = 0
                insecure = true

                [server.tls]
                cert_file = "/server.pem"
                key_file = "/server.key"
                client_ca_file = "/clients.pem"
                client_auth = "require"
                min_version = "1.3"
                """)
            .server();

    assertThat(server)
        .isEqualTo(
            new ServerSettings(
                new Address("::1", 0),
                new Address("localhost", 7000),
                Optional.of(new Address("localhost", 7001)),
                2048,
                4096,
                1024,
                7,
                8,
                Duration.ofMillis(500),
                Duration.ZERO,
                new BatchTable(3, 4, 5, Duration.ofMinutes(6)),
                new KeepaliveSettings(
                    Duration.ofMinutes(1),
                    Duration.ofHours(2),
                    Duration.ofSeconds(3),
                    Duration.ofDays(4)),
                new HttpConnections(
                    9, Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(7)),
                new GrpcConnections(10, Duration.ofSeconds(7), 11),
                new PerAddress(12, 0),
                new TlsTable(
                    Optional.of(new TlsTable.Files(Path.of("/server.pem"), Path.of("/server.key"))),
                    Optional.of(Path.of("/clients.pem")),
                    "require",
                    "1.3"),
                true));
  }

  @Test
  void shrinksTheBoundOfTextWithTheMessages() throws ConfigException {
    assertThat(loading.toml("[server]\nmax_message_bytes = 2000\n").server().maxTextBytes())
        .isEqualTo(2000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "grpc_address = \"localhost\" | grpc_address must be an address, host:port, not \"localhost\"",
        "grpc_address = \"a:70000\"   | grpc_address must be an address, host:port, not \"a:70000\"",
        "grpc_address = 50051         | grpc_address must be an address, host:port, not 50051",
        "admin_address = \"127.0.0.1:50051\" | admin_address must differ from grpc_address,"
            + " 127.0.0.1:50051",
        "max_message_bytes = 10       | max_message_bytes must be a whole number from 1024 to"
            + " 1073741824, not 10",
        "max_message_bytes = 1e6      | max_message_bytes must be a whole number from 1024 to"
            + " 1073741824, not 1000000.0",
        "max_metadata_bytes = 0       | max_metadata_bytes must be a whole number from 1024 to"
            + " 1073741824, not 0",
        "max_text_bytes = 33554432    | max_text_bytes must not exceed max_message_bytes, 16777216",
        "max_calls_per_connection = 0 | max_calls_per_connection must be a whole number from 1 to"
            + " 1000000, not 0",
        "max_requests_in_flight = -1  | max_requests_in_flight must be a whole number from 1 to"
            + " 1000000, not -1",
        "default_deadline = 120       | default_deadline must be a length of time from 1ms to 1d,"
            + " not 120",
        "default_deadline = \"2 m\"   | default_deadline must be a length of time from 1ms to 1d,"
            + " not \"2 m\"",
        "drain_timeout = \"2h\"       | drain_timeout must be a length of time from 0ms to 1h,"
            + " not \"2h\"",
        "keepalive_time = \"0s\"      | keepalive_time must be a length of time from 1ms to 365d,"
            + " not \"0s\"",
        "http_address = \"none\"      | http_address must be an address, host:port, or off, not"
            + " \"none\"",
        "http_address = \"127.0.0.1:50052\" | http_address must differ from grpc_address and"
            + " admin_address",
        "max_http_connections = 0     | max_http_connections must be a whole number from 1 to"
            + " 1000000, not 0",
        "http_patience = \"0s\"       | http_patience must be a length of time from 1ms to 1d, not"
            + " \"0s\"",
        "http_idle = 5                | http_idle must be a length of time from 1ms to 1d, not 5",
        "max_connections_per_address = 0 | max_connections_per_address must be a whole number from"
            + " 1 to 1000000, not 0",
        "max_wrong_keys_per_minute = -1 | max_wrong_keys_per_minute must be a whole number from"
            + " 0 to 1000000, not -1",
        "grpc_adress = \"a:1\"        | ?grpc_adress: did you mean grpc_address?",
      })
  void refuses(String line, String message) {
    String expected =
        message.startsWith("?")
            ? "2: unknown key server." + message.substring(1)
            : "2: server." + message;

    assertThat(loading.problems("[server]\n" + line)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "off"})
  void servesNoOpenAiClientsWhereTheAddressIs(String address) throws ConfigException {
    assertThat(
            loading.toml("[server]\nhttp_address = \"" + address + "\"\n").server().httpAddress())
        .isEmpty();
  }

  @Test
  void refusesToBeMadeWrong() {
    Address address = new Address("127.0.0.1", 1);

    assertThatThrownBy(() -> made(address, address, 4096, 4096))
        .hasMessage("admin_address must differ from grpc_address");
    assertThatThrownBy(() -> made(address, new Address("::1", 1), 4096, 8192))
        .hasMessage("max_text_bytes must not exceed max_message_bytes");
    assertThatThrownBy(() -> made(address, new Address("::1", 1), 4096, 4096))
        .hasMessage("http_address must differ from grpc_address and admin_address");
    assertThatThrownBy(() -> made(address, new Address("::1", 1), 0, 0))
        .hasMessageStartingWith("max_message_bytes must be a whole number from 1024");
  }

  private static ServerSettings made(Address grpc, Address admin, int message, int text) {
    return new ServerSettings(
        grpc,
        admin,
        Optional.of(grpc),
        message,
        4096,
        text,
        1,
        1,
        Duration.ofSeconds(1),
        Duration.ZERO,
        BatchTable.DEFAULT,
        KeepaliveSettings.DEFAULT,
        HttpConnections.DEFAULT,
        GrpcConnections.DEFAULT,
        PerAddress.DEFAULT,
        TlsTable.DEFAULT,
        false);
  }
}
