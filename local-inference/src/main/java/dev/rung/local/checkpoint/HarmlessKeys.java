package dev.rung.local.checkpoint;

import java.util.Set;

/**
 * Keys that every configuration of the transformers library may have and that do not change what a
 * forward pass computes: how it was trained, spread over machines and made fast, how text is drawn
 * by default, what wrote the file.
 *
 * <p>Source: the attributes of {@code PretrainedConfig} in transformers 4 and 5, and what trainers
 * leave in the files of their checkpoints.
 */
final class HarmlessKeys {
  static final Set<String> KEYS =
      Set.of(
          """
          _attn_implementation _attn_implementation_autoset _commit_hash _flash_attn_2_enabled
          _name_or_path add_cross_attention architectures attention_dropout attn_implementation
          auto_map bad_words_ids begin_suppress_tokens bos_token_id chunk_size_feed_forward
          cross_attention_hidden_size decoder_start_token_id diversity_penalty do_sample dtype
          early_stopping embd_pdrop encoder_no_repeat_ngram_size
          exponential_decay_length_penalty finetuning_task forced_bos_token_id
          forced_eos_token_id gradient_checkpointing id2label initializer_range is_decoder
          is_encoder_decoder is_llama_config label2id length_penalty max_length
          max_sequence_length min_length model_max_length model_type neftune_noise_alpha
          no_repeat_ngram_size num_beam_groups num_beams num_return_sequences output_attentions
          output_hidden_states output_scores pad_token_id prefix pretraining_tp problem_type
          pruned_heads remove_invalid_values repetition_penalty resid_pdrop return_dict
          return_dict_in_generate sep_token_id suppress_tokens task_specific_params temperature
          tf_legacy_loss tie_encoder_decoder tokenizer_class top_k top_p torch_dtype
          torchscript transformers.js_config transformers_version typical_p unsloth_fixed
          unsloth_version use_bfloat16 use_cache\
          """
              .split("\\s+", -1));

  private HarmlessKeys() {}
}
