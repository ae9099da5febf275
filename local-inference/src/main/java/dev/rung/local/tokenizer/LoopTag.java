package dev.rung.local.tokenizer;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.util.ObjectIterator;
import java.util.List;

/**
 * {@code for}. Jinjava would take the condition of "for x in list if condition" for a part of the
 * list, and render nothing.
 */
final class LoopTag extends ForTag {
  private static final long serialVersionUID = 1L;

  @Override
  public String interpretUnchecked(TagNode node, JinjavaInterpreter interpreter) {
    String helpers = node.getHelpers();
    if (helpers.contains(" if ") && !helpers.contains(" else ")) {
      throw new InterpretException(
          "a loop with a condition is not supported", node.getLineNumber());
    }
    return super.interpretUnchecked(node, interpreter);
  }

  /** Each round is a step, whether there is something in the loop or not. */
  @Override
  public String renderForCollection(
      TagNode node, JinjavaInterpreter interpreter, List<String> variables, Object collection) {
    JinjaFunctions.budget(interpreter).step(ObjectIterator.getLoop(collection).getLength());
    return super.renderForCollection(node, interpreter, variables, collection);
  }
}
