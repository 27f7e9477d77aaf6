"""HTTP of the sandbox: requests are routed and validated, responses sent or broken on purpose."""
