package dev.rung.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** docs/dependencies.md says why of everything that the build or the clients of Node fetch. */
class DependenciesDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final String OURS = "dev.rung";

  /** Of plugins that name no group. */
  private static final String MAVENS = "org.apache.maven.plugins";

  @Test
  void namesWhatEveryPomNames() throws Exception {
    String document = document();
    DocumentBuilder reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();

    List<String> missing = new ArrayList<>();
    for (Path pom : poms(reader)) {
      Element project = reader.parse(pom.toFile()).getDocumentElement();
      for (String kind : List.of("dependency", "plugin", "path", "binaryMavenPlugin")) {
        NodeList found = project.getElementsByTagName(kind);
        for (int i = 0; i < found.getLength(); i++) {
          String group = text((Element) found.item(i), "groupId", MAVENS);
          String artifact = text((Element) found.item(i), "artifactId", "?");
          if (!group.equals(OURS) && !isSaid(document, group, artifact)) {
            missing.add(pom + " " + group + ":" + artifact);
          }
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void namesWhatTheClientsOfNodeName() throws Exception {
    String document = document();

    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(ROOT.resolve("clients/node/package.json").toFile())
        .path("dependencies")
        .fieldNames()
        .forEachRemaining(names::add);

    assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(document).contains(name));
  }

  /** The parent and what it lists as modules. */
  private static List<Path> poms(DocumentBuilder reader) throws Exception {
    Path parent = ROOT.resolve("pom.xml");
    List<Path> poms = new ArrayList<>(List.of(parent));
    NodeList modules = reader.parse(parent.toFile()).getElementsByTagName("module");
    for (int i = 0; i < modules.getLength(); i++) {
      poms.add(ROOT.resolve(modules.item(i).getTextContent()).resolve("pom.xml"));
    }
    assertThat(poms).hasSizeGreaterThan(5);
    return poms;
  }

  /** By its own name, or by its group where that has one reason for all of it. */
  private static boolean isSaid(String document, String group, String artifact) {
    return document.contains(artifact) || document.contains(group);
  }

  private static String text(Element of, String name, String otherwise) {
    NodeList found = of.getElementsByTagName(name);
    return found.getLength() == 0 ? otherwise : found.item(0).getTextContent().strip();
  }

  private static String document() throws Exception {
    return Files.readString(ROOT.resolve("docs/dependencies.md"));
  }
}
