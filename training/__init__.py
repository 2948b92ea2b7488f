"""The training room: teaches the embedded Llama to read. The product never imports it."""
