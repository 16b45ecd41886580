ALTER PUBLICATION "order_feed" DROP TABLE "orders";
