package dev.rung.local.tokenizer;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;

/** {@code generation}: shows a trainer what the assistant said; means nothing here. */
final class GenerationTag implements Tag {
  private static final long serialVersionUID = 1L;

  @Override
  public String interpret(TagNode node, JinjavaInterpreter interpreter) {
    StringBuilder text = new StringBuilder();
    for (Node child : node.getChildren()) {
      text.append(child.render(interpreter));
    }
    return text.toString();
  }

  @Override
  public String getName() {
    return "generation";
  }

  @Override
  public String getEndTagName() {
    return "endgeneration";
  }
}
