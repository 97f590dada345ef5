-- Texts without words that are to be forgotten, whole words only and in any case; `words` is a regular expression. Keys of objects stay.
create function potik.without_words(value text, words text) returns text language sql immutable parallel safe as $$
  select regexp_replace(value, words, '…', 'gi')
$$;

create function potik.without_words(value jsonb, words text) returns jsonb language plpgsql immutable parallel safe as $$
begin
  case jsonb_typeof(value)
    when 'string' then return to_jsonb(regexp_replace(value #>> '{}', words, '…', 'gi'));
    when 'array' then
      return coalesce((select jsonb_agg(potik.without_words(e, words) order by o)
        from jsonb_array_elements(value) with ordinality as a (e, o)), '[]');
    when 'object' then
      return coalesce((select jsonb_object_agg(k, potik.without_words(v, words)) from jsonb_each(value) as a (k, v)), '{}');
    else return value;
  end case;
end $$;
