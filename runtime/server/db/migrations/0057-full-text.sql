-- Full text: Russian and English words by their stems (the configuration `russian` takes words in Latin letters as English), all words,
-- Ukrainian ones among them, as they are written too. Indexes stand on the first function, so what it gives never changes.
create function potik.search_vector(words text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('pg_catalog.russian', coalesce(words, '')) || to_tsvector('pg_catalog.simple', coalesce(words, ''))
$$;

create function potik.search_query(words text) returns tsquery language sql immutable parallel safe as $$
  select websearch_to_tsquery('pg_catalog.russian', words) || websearch_to_tsquery('pg_catalog.simple', words)
$$;
