package dev.rung.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogConfiguratorTest {
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void leaveNoSetting() {
    System.clearProperty(LogConfigurator.FORMAT);
    System.clearProperty(LogConfigurator.LEVEL);
    System.clearProperty("logback.configurationFile");
    context.stop();
  }

  private ch.qos.logback.classic.Logger root() {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private Layout<ILoggingEvent> layout() {
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) root().getAppender("standard error");
    assertThat(appender.getTarget()).isEqualTo("System.err");
    return ((LayoutWrappingEncoder<ILoggingEvent>) appender.getEncoder()).getLayout();
  }

  @Test
  void isFoundByLogback() {
    assertThat(ServiceLoader.load(Configurator.class))
        .hasAtLeastOneElementOfType(LogConfigurator.class);
  }

  @Test
  void writesTextFromInfoUnlessToldOtherwise() {
    ExecutionStatus status = new LogConfigurator().configure(context);

    assertThat(status).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(root().getLevel()).isEqualTo(Level.INFO);
    assertThat(layout()).isInstanceOf(TextLayout.class);
  }

  @Test
  void keepsLibrariesQuiet() {
    new LogConfigurator().configure(context);

    assertThat(context.getLogger("io.grpc.netty.shaded.io.netty").getEffectiveLevel())
        .isEqualTo(Level.WARN);
    assertThat(context.getLogger("org.apache.hc.client5").getEffectiveLevel())
        .isEqualTo(Level.WARN);
  }

  @Test
  void writesJsonAndAnotherLevelWhereToldSo() {
    System.setProperty(LogConfigurator.FORMAT, "json");
    System.setProperty(LogConfigurator.LEVEL, "error");

    new LogConfigurator().configure(context);

    assertThat(layout()).isInstanceOf(JsonLayout.class);
    assertThat(root().getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void leavesAFileOfTheUsersOwnToLogback() {
    System.setProperty("logback.configurationFile", "mine.xml");

    ExecutionStatus status = new LogConfigurator().configure(context);

    assertThat(status).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(root().iteratorForAppenders()).isExhausted();
  }
}
