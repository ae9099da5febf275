package dev.rung.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a configuration: defaults, overridden by a file (TOML or YAML), overridden by {@code RUNG_}
 * variables. Strict: everything that is wrong is reported at once, and nothing is ignored in
 * silence.
 */
public final class ConfigLoader {
  private static final long LARGEST = 4L << 20;
  private static final Set<String> WHEREABOUTS = Set.of("server", "store", "log");

  private ConfigLoader() {}

  /**
   * The configuration that counts for this file and these variables.
   *
   * @param file as {@link ConfigFile} found it; absent for defaults and variables alone
   * @throws ConfigException with every problem, each with its line
   */
  public static Configuration load(Optional<Path> file, Map<String, String> environment)
      throws ConfigException {
    Problems problems = new Problems();
    Reading reading = new Reading(environment, problems, file);
    Configuration read = read(reading, problems, tree(file, problems), environment, file);
    reading.refuseUnknownVariables();
    problems.failIfAny();
    return read;
  }

  /**
   * Of the same configuration, what its tables [server], [store] and [log] say. The others are not
   * looked at: what the daemon needs, its secrets among them, need not be there.
   *
   * @throws ConfigException with every problem of these tables, each with its line
   */
  public static Whereabouts whereabouts(Optional<Path> file, Map<String, String> environment)
      throws ConfigException {
    Problems problems = new Problems();
    Reading reading = new Reading(environment, problems, file);
    Node.Table whole = tree(file, problems);
    Map<String, Node> tables = new LinkedHashMap<>(whole.entries());
    tables.keySet().retainAll(WHEREABOUTS);
    Node.Table replaced =
        new Substitution(environment, problems).table(new Node.Table(tables, whole.place()));
    Whereabouts read = Section.read(reading, replaced, Whereabouts::read);
    problems.failIfAny();
    return read;
  }

  private static Configuration read(
      Reading reading,
      Problems problems,
      Node.Table tree,
      Map<String, String> environment,
      Optional<Path> file) {
    Node.Table replaced = new Substitution(environment, problems).table(tree);
    return Section.read(reading, replaced, new ConfigurationReader(file)::read);
  }

  private static Node.Table tree(Optional<Path> file, Problems problems) throws ConfigException {
    if (file.isEmpty()) {
      return new Node.Table(Map.of(), Place.ENVIRONMENT);
    }
    String name = file.get().toString();
    String text = text(file.get());
    Node.Table tree =
        isYaml(file.get())
            ? YamlTree.parse(text, name, problems)
            : TomlTree.parse(text, name, problems);
    // What is missing after a syntax error would be reported as well, which helps nobody.
    problems.failIfAny();
    return tree;
  }

  private static boolean isYaml(Path file) throws ConfigException {
    String name = file.toString();
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return true;
    }
    if (name.endsWith(".toml")) {
      return false;
    }
    throw ConfigException.of(new Place(name, 0), "a settings file ends in .toml, .yaml or .yml");
  }

  /** The text of a settings file of usual size. */
  static String text(Path file) throws ConfigException {
    Place place = new Place(file.toString(), 0);
    try {
      if (Files.size(file) > LARGEST) {
        throw ConfigException.of(place, "larger than " + LARGEST + " bytes");
      }
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw ConfigException.of(place, "there is no such file");
    } catch (CharacterCodingException e) {
      throw ConfigException.of(place, "is not UTF-8 text");
    } catch (IOException e) {
      throw ConfigException.of(place, unreadable(e));
    }
  }

  /** Why a file cannot be read; some of the JDK's exceptions only repeat its name. */
  static String unreadable(IOException failure) {
    return failure instanceof AccessDeniedException
        ? "may not be read by this user: change its permissions"
        : "cannot be read: " + failure.getMessage();
  }
}
