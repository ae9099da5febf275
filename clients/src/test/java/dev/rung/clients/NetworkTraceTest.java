package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTraceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7 connect(9, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"192.0.2.7\")}, 16) = -1 EINPROGRESS",
        "7 connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"2001:db8::1\", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>",
        "7 connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"::ffff:192.0.2.7\", &sin6_addr), sin6_scope_id=0}, 28) = 0",
        "7 sendto(9, \"x\", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"192.0.2.53\")}, 16) = 1",
        "7 sendmmsg(9, [{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"192.0.2.53\")}, msg_namelen=16}}], 1, 0) = 1",
        "7 connect(9, {sa_family=AF_VSOCK, svm_cid=0x2}, 16) = 0",
      })
  void seesWhatLeavesTheMachine(String line) {
    assertThat(NetworkTrace.uses(line)).hasSize(1).noneMatch(NetworkTrace.Use::stays);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7 connect(9, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"127.0.0.53\")}, 16) = 0",
        "7 connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"::ffff:127.0.0.1\", &sin6_addr), sin6_scope_id=0}, 28) = 0",
        "7 connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=0}, 28) = 0",
        "7 connect(9, {sa_family=AF_UNIX, sun_path=\"/run/nscd/socket\"}, 110) = -1 ENOENT",
        "7 sendto(9, [{nlmsg_len=20}], 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20",
      })
  void seesWhatStays(String line) {
    assertThat(NetworkTrace.uses(line)).hasSize(1).allMatch(NetworkTrace.Use::stays);
  }

  @Test
  void readsHostAndPort() {
    String line =
        "7 connect(9, {sa_family=AF_INET6, sin6_port=htons(11434), sin6_flowinfo=htonl(0),"
            + " inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=0}, 28) = 0";

    assertThat(NetworkTrace.uses(line))
        .containsExactly(new NetworkTrace.Use("connect", "AF_INET6", "::1", 11434, line));
  }

  @Test
  void passesOverSendingOnAConnectionAndTheRestOfASplitCall() {
    assertThat(NetworkTrace.uses("7 sendto(9, \"x\", 1, 0, NULL, 0) = 1")).isEmpty();
    assertThat(NetworkTrace.uses("7 <... connect resumed>) = 0")).isEmpty();
  }
}
